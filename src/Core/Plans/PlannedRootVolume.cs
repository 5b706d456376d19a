using System.Collections.Immutable;
using Recover.Core.Backups;

namespace Recover.Core.Plans;

/// <summary>The root volume of an instance that the database has, and the volume's record of it lacks. Immutable.</summary>
public sealed record PlannedRootVolume
{
    public required string Pool { get; init; }
    public required string Project { get; init; }
    public required string Name { get; init; }
    public required bool IsVirtualMachine { get; init; }
    public IncusTime? CreatedAt { get; init; }
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;

    /// <summary>Snapshots that the instance has records of; <see cref="PlannedSnapshot.Volume"/> says what is written.</summary>
    public ImmutableArray<PlannedSnapshot> Snapshots { get; init; } = [];

    /// <summary>Where it was learnt from, in words.</summary>
    public required string From { get; init; }
}
