using System.Collections.Immutable;

namespace Recover.Core.Backups;

/// <summary>One entry of the <c>snapshots:</c> section. Immutable.</summary>
public sealed record BackupSnapshot
{
    /// <summary>Snapshot name without its parent.</summary>
    public string Name { get; init; } = "";

    /// <summary>Written by 6.0.6 and later only; empty otherwise.</summary>
    public string Description { get; init; } = "";

    public string Architecture { get; init; } = "";
    public bool Ephemeral { get; init; }
    public bool Stateful { get; init; }
    public IncusTime? CreatedAt { get; init; }

    /// <summary>UTC; null means never.</summary>
    public IncusTime? ExpiresAt { get; init; }

    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices { get; init; } = ConfigMaps.NoDevices;
}
