using System.Collections.Immutable;

namespace Recover.Core.Storage.Zfs;

/// <summary>Tells from the names of datasets which of them are pools of Incus: it makes a dataset for each type of volume, and one for what is deleted. Thread-safe.</summary>
internal static class ZfsLook
{
    private const int Enough = 3;
    private static readonly string[] Parts = ["buckets", "containers", "custom", "deleted", "images", "virtual-machines"];

    /// <summary>Datasets that look like a pool of Incus, by name.</summary>
    public static IEnumerable<string> PoolsIn(ImmutableArray<ZfsDataset> datasets)
    {
        var parts = datasets
            .Where(dataset => !dataset.IsVolume)
            .Select(dataset => dataset.Name.LastIndexOf('/') is var at and > 0 && Parts.Contains(dataset.Name[(at + 1)..]) ? dataset.Name[..at] : null)
            .OfType<string>()
            .CountBy(name => name)
            .Where(pair => pair.Value >= Enough)
            .Select(pair => pair.Key)
            .ToHashSet(StringComparer.Ordinal);

        // What is deleted has places for the types too.
        return parts.Where(name => !(name.EndsWith("/deleted", StringComparison.Ordinal) && parts.Contains(name[..^"/deleted".Length]))).Order(StringComparer.Ordinal);
    }

    /// <summary>A glance at one dataset.</summary>
    /// <param name="pool">The dataset.</param>
    /// <param name="datasets">It and all below it.</param>
    public static PoolLook At(string pool, ImmutableArray<ZfsDataset> datasets)
    {
        var volumes = datasets.Where(dataset => TypeDirectories.All.Any(type => IsRightBelow(dataset.Name, $"{pool}/{type.Name}/"))).ToList();
        return new PoolLook(
            PoolsIn(datasets).Contains(pool),
            volumes.Count(volume => !volume.IsVolume || !volume.Name.EndsWith(".block", StringComparison.Ordinal)),
            volumes.Max(volume => volume.CreatedAt));
    }

    private static bool IsRightBelow(string name, string place) =>
        name.StartsWith(place, StringComparison.Ordinal) && !name.AsSpan(place.Length).Contains('/');
}
