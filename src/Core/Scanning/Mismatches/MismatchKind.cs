namespace Recover.Core.Scanning.Mismatches;

/// <summary>How a record of the database and what is on the disk do not go together.</summary>
public enum MismatchKind
{
    /// <summary>The database has an instance of which nothing is on its pool.</summary>
    InstanceGhost,

    /// <summary>The database has the root volume of an instance, but neither the instance nor anything on the pool.</summary>
    RootVolumeGhost,

    /// <summary>The database has a custom volume that is not on its pool.</summary>
    VolumeGhost,

    /// <summary>The database has a bucket that is not on its pool.</summary>
    BucketGhost,

    /// <summary>The database has a snapshot that is not on the pool, of an instance or a volume that is.</summary>
    SnapshotGhost,

    /// <summary>The database has an image whose file is not there.</summary>
    ImageGhost,

    /// <summary>The database has an instance that is on the disk, but not its root volume.</summary>
    InstanceAlone,

    /// <summary>The database has the root volume of an instance that is on the disk, but not the instance.</summary>
    RootVolumeAlone,

    /// <summary>The database has a snapshot of an instance that is on the disk, but not that of its root volume.</summary>
    InstanceSnapshotAlone,

    /// <summary>The database has the snapshot of a root volume that is on the disk, but not that of the instance.</summary>
    VolumeSnapshotAlone,

    /// <summary>On the disk is a snapshot of an instance or a volume that the database has, and it knows nothing of the snapshot.</summary>
    SnapshotUnrecorded,

    /// <summary>The database has rows that belong to rows which are not there.</summary>
    RowsDangling,
}
