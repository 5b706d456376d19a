using System.Collections.Immutable;
using Recover.Core.Backups;

namespace Recover.Core.Plans;

/// <summary>An instance with its root volume, to be written.</summary>
public sealed record PlannedInstance
{
    public required string Pool { get; init; }
    public required string Project { get; init; }
    public required string Name { get; init; }
    public required bool IsVirtualMachine { get; init; }

    /// <summary>Incus architecture name.</summary>
    public required string Architecture { get; init; }

    public string Description { get; init; } = "";
    public bool Ephemeral { get; init; }
    public bool Stateful { get; init; }
    public IncusTime? CreatedAt { get; init; }
    public IncusTime? LastUsedAt { get; init; }
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices { get; init; } = ConfigMaps.NoDevices;
    public ImmutableArray<string> Profiles { get; init; } = [];
    public IncusTime? VolumeCreatedAt { get; init; }
    public ImmutableSortedDictionary<string, string> VolumeConfig { get; init; } = ConfigMaps.Empty;
    public ImmutableArray<PlannedSnapshot> Snapshots { get; init; } = [];

    /// <summary>True when it runs now and goes on running.</summary>
    public bool Running { get; init; }

    /// <summary>Where it was learnt from, in words.</summary>
    public required string From { get; init; }

    /// <summary><c>project/name</c>.</summary>
    public string Label => $"{Project}/{Name}";
}
