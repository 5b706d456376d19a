using System.Collections.Immutable;

namespace Recover.Core.Storage.Zfs;

/// <summary>Everything that one look at a dataset and all below it told. Immutable.</summary>
/// <param name="Datasets">File systems and volumes.</param>
/// <param name="Snapshots">Names of snapshots by the full name of their dataset; foreign ones too.</param>
/// <param name="ContentTypes">The property <c>incus:content_type</c> of those that have it.</param>
internal sealed record ZfsListing(
    ImmutableArray<ZfsDataset> Datasets,
    ILookup<string, ZfsSnapshot> Snapshots,
    IReadOnlyDictionary<string, string> ContentTypes)
{
    /// <summary>Datasets of which nothing else was asked.</summary>
    public static ZfsListing Of(ImmutableArray<ZfsDataset> datasets) =>
        new(datasets, Array.Empty<ZfsSnapshot>().ToLookup(snapshot => snapshot.Dataset, StringComparer.Ordinal), ImmutableDictionary<string, string>.Empty);
}
