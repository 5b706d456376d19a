namespace Recover.Core.Databases;

/// <summary>What must hold after the statements of a plan; Incus itself checks none of it when rows are written to its database.</summary>
internal enum RehearsalCheck
{
    /// <summary>Foreign keys lead somewhere.</summary>
    ForeignKeys,

    /// <summary>The file is sound.</summary>
    Integrity,

    /// <summary>Each new instance has its root volume.</summary>
    RootVolume,

    /// <summary>Each new instance has as many snapshots as its root volume, with the same names.</summary>
    SnapshotPairs,

    /// <summary>Each new instance has exactly one root disk, counted over profiles and own devices.</summary>
    RootDisk,

    /// <summary>The pool of the root disk is the one that holds the root volume.</summary>
    RootDiskPool,

    /// <summary>Each device has its type twice, as code and in its config, and both agree.</summary>
    DeviceTypes,

    /// <summary>No volume has the id of a snapshot.</summary>
    SharedIds,

    /// <summary>No table's count of ids is below its highest id.</summary>
    Sequences,
}
