using System.Collections.Immutable;
using Recover.Core.Backups;

namespace Recover.Core.Plans;

/// <summary>The root volume's side of an instance snapshot.</summary>
public sealed record PlannedVolumeSnapshot
{
    public string Description { get; init; } = "";
    public IncusTime? CreatedAt { get; init; }
    public IncusTime? ExpiresAt { get; init; }
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;
}
