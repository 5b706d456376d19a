namespace Recover.Core.Scanning.Mismatches;

/// <summary>What kind of row is meant.</summary>
public enum RecordTable
{
    /// <summary>A row of <c>instances</c>.</summary>
    Instance,

    /// <summary>A row of <c>instances_snapshots</c>.</summary>
    InstanceSnapshot,

    /// <summary>A row of <c>storage_volumes</c>.</summary>
    Volume,

    /// <summary>A row of <c>storage_volumes_snapshots</c>.</summary>
    VolumeSnapshot,

    /// <summary>A row of <c>storage_buckets</c>.</summary>
    Bucket,

    /// <summary>A row of <c>images</c>.</summary>
    Image,

    /// <summary>All rows of a table whose column leads nowhere.</summary>
    Dangling,
}
