using System.Collections.Immutable;

namespace Recover.Core.Backups;

/// <summary>One entry of the <c>volume_snapshots:</c> section. Immutable.</summary>
public sealed record BackupVolumeSnapshot
{
    public string Name { get; init; } = "";
    public string Description { get; init; } = "";
    public string ContentType { get; init; } = "";
    public IncusTime? CreatedAt { get; init; }

    /// <summary>UTC; null means never.</summary>
    public IncusTime? ExpiresAt { get; init; }

    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;
}
