using System.Collections.Immutable;
using Recover.Core.Databases;

namespace Recover.Core.Plans;

/// <summary>A pool that daemons of their own keep, as somebody still knew it who is no part of it. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Driver">Its driver.</param>
/// <param name="Description">Its description.</param>
/// <param name="Config">Its config.</param>
/// <param name="From">Who knew it, in words.</param>
internal sealed record RecordedPool(string Name, string Driver, string Description, ImmutableSortedDictionary<string, string> Config, string From)
{
    /// <summary>Its custom volumes as far as they were known, each with who knew it.</summary>
    public ImmutableArray<(RecordedVolume Volume, string From)> Volumes { get; init; } = [];

    /// <summary>Its instances as far as they were known: what they are made of lies in it.</summary>
    public ImmutableArray<VolumeRecord> Instances { get; init; } = [];
}
