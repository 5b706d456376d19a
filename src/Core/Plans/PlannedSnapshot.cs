using System.Collections.Immutable;
using Recover.Core.Backups;

namespace Recover.Core.Plans;

/// <summary>A snapshot of an instance or volume to be written.</summary>
public sealed record PlannedSnapshot
{
    public required string Name { get; init; }
    public string Description { get; init; } = "";
    public IncusTime? CreatedAt { get; init; }
    public IncusTime? ExpiresAt { get; init; }
    public bool Stateful { get; init; }
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;

    /// <summary>Instances only.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices { get; init; } = ConfigMaps.NoDevices;

    /// <summary>Description of the volume snapshot, config and expiry of it; null for custom volumes, whose own members say it.</summary>
    public PlannedVolumeSnapshot? Volume { get; init; }
}
