using System.Collections.Immutable;

namespace Recover.Core.Plans;

/// <summary>A snapshot of an instance or volume to be written.</summary>
public sealed record PlannedSnapshot
{
    public required string Name { get; init; }
    public string Description { get; init; } = "";
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public bool Stateful { get; init; }
    public ImmutableSortedDictionary<string, string> Config { get; init; } = Backups.ConfigMaps.Empty;

    /// <summary>Instances only.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices { get; init; } = Backups.ConfigMaps.NoDevices;

    /// <summary>Description of the volume snapshot, config and expiry of it; null for custom volumes, whose own members say it.</summary>
    public PlannedVolumeSnapshot? Volume { get; init; }
}
