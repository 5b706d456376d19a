using System.Collections.Immutable;
using Recover.Core.Backups;

namespace Recover.Core.Databases;

/// <summary>Records of the global database that a recovery builds on. Immutable.</summary>
public sealed record DatabaseContents
{
    /// <summary>No records.</summary>
    public static DatabaseContents Nothing { get; } = new();

    /// <summary>Id of the member the daemon runs as; 1 on a standalone server.</summary>
    public long NodeId { get; init; } = 1;

    /// <summary>Number of rows in <c>nodes</c>; more than one means a cluster.</summary>
    public int NodeCount { get; init; }

    public ImmutableArray<PoolRecord> Pools { get; init; } = [];
    public ImmutableArray<ProjectRecord> Projects { get; init; } = [];
    public ImmutableArray<ProfileRecord> Profiles { get; init; } = [];
    public ImmutableArray<NetworkRecord> Networks { get; init; } = [];
    public ImmutableArray<VolumeRecord> Volumes { get; init; } = [];
    public ImmutableArray<BucketRecord> Buckets { get; init; } = [];
    public ImmutableArray<InstanceRecord> Instances { get; init; } = [];

    public ImmutableArray<ImageRecord> Images { get; init; } = [];

    /// <summary>Rows that belong to rows which are not there.</summary>
    public ImmutableArray<DanglingRows> Dangling { get; init; } = [];

    /// <summary>The newest date at which an instance, a volume, a snapshot or an image was made; null when there is none.</summary>
    public IncusTime? NewestAt { get; init; }

    /// <summary>When the database itself was first made; null when it does not say.</summary>
    public IncusTime? MadeAt { get; init; }

    /// <summary>The identities of rows that carried ones can point to; only of a database that nothing was put into yet.</summary>
    public ImmutableArray<string> Named { get; init; } = [];

    /// <summary>
    /// By table that a plan writes, the highest id ever given there; volumes and their snapshots share one count under <c>storage_volumes</c>.
    /// </summary>
    public ImmutableSortedDictionary<string, long> HighestIds { get; init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);
}
