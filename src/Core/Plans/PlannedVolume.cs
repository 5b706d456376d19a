using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>A custom volume to be written.</summary>
public sealed record PlannedVolume
{
    public required string Pool { get; init; }

    /// <summary>Effective storage project.</summary>
    public required string Project { get; init; }

    public required string Name { get; init; }
    public required ContentType ContentType { get; init; }
    public string Description { get; init; } = "";
    public IncusTime? CreatedAt { get; init; }
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;
    public ImmutableArray<PlannedSnapshot> Snapshots { get; init; } = [];

    /// <summary>Where config and dates were learnt from, in words.</summary>
    public required string From { get; init; }
}
