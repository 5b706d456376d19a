using System.Collections.Immutable;

namespace Recover.Core.Plans;

/// <summary>The root volume's side of an instance snapshot.</summary>
public sealed record PlannedVolumeSnapshot
{
    public string Description { get; init; } = "";
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public ImmutableSortedDictionary<string, string> Config { get; init; } = Backups.ConfigMaps.Empty;
}
