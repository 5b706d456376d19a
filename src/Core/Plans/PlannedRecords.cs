using System.Collections.Immutable;
using Recover.Core.Databases.Kept;

namespace Recover.Core.Plans;

/// <summary>The records of a plan, as people read them. Immutable.</summary>
public sealed record PlannedRecords
{
    public ImmutableArray<PlannedPool> Pools { get; init; } = [];
    public ImmutableArray<PlannedObject> Projects { get; init; } = [];
    public ImmutableArray<PlannedObject> Profiles { get; init; } = [];
    public ImmutableArray<PlannedObject> Networks { get; init; } = [];
    public ImmutableArray<PlannedVolume> Volumes { get; init; } = [];
    public ImmutableArray<PlannedBucket> Buckets { get; init; } = [];
    public ImmutableArray<PlannedInstance> Instances { get; init; } = [];

    /// <summary>Root volumes whose record is missing beside that of their instance.</summary>
    public ImmutableArray<PlannedRootVolume> RootVolumes { get; init; } = [];

    /// <summary>Snapshots whose record, or a half of it, is missing beside that of their instance or volume.</summary>
    public ImmutableArray<PlannedSnapshotRecord> SnapshotRecords { get; init; } = [];

    /// <summary>What an earlier database knows and no pool can tell.</summary>
    public ImmutableArray<KeptRecord> Kept { get; init; } = [];

    /// <summary>Number of records, for sentences such as "12 changes".</summary>
    public int Count => Pools.Length + Projects.Length + Profiles.Length + Networks.Length + Volumes.Length + Buckets.Length + Instances.Length
        + RootVolumes.Length + SnapshotRecords.Length + Kept.Length;
}
