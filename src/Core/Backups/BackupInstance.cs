using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Recover.Core.Backups;

/// <summary>The <c>container:</c> section, also for virtual machines. Immutable.</summary>
public sealed record BackupInstance
{
    public string Name { get; init; } = "";

    /// <summary><c>container</c> or <c>virtual-machine</c>; empty in files of old servers means container.</summary>
    public string Type { get; init; } = "";

    /// <summary>Informational: the directory's name decides the project.</summary>
    public string Project { get; init; } = "";

    public string Architecture { get; init; } = "";
    public string Description { get; init; } = "";
    public bool Ephemeral { get; init; }
    public bool Stateful { get; init; }

    /// <summary>UTC; null when the file has none or the zero time.</summary>
    public IncusTime? CreatedAt { get; init; }

    /// <summary>UTC; null for "never" (zero time or 1970-01-01).</summary>
    public IncusTime? LastUsedAt { get; init; }

    /// <summary>State when the file was written, such as <c>Running</c>; often stale.</summary>
    public string Status { get; init; } = "";

    /// <summary>Local keys only.</summary>
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;

    /// <summary>Local devices only.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices { get; init; } = ConfigMaps.NoDevices;

    /// <summary>Profile names in apply order.</summary>
    public ImmutableArray<string> Profiles { get; init; } = [];

    /// <summary>Local and profile keys merged, as of writing; null when the file has none.</summary>
    public ImmutableSortedDictionary<string, string>? ExpandedConfig { get; init; }

    /// <summary>Local and profile devices merged, as of writing; null when the file has none.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>? ExpandedDevices { get; init; }

    /// <summary>The devices that the instance had, those of its profiles included as far as the file has them.</summary>
    [JsonIgnore]
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> AllDevices => ExpandedDevices ?? Devices;
}
