namespace Recover.Core.Storage;

/// <summary>How Recover came to know of a pool.</summary>
public enum PoolOrigin
{
    /// <summary>A row of the database.</summary>
    Database,

    /// <summary>A directory below <c>storage-pools/</c>.</summary>
    Directory,

    /// <summary>A mount below <c>storage-pools/</c>.</summary>
    Mount,

    /// <summary>A loop file in <c>disks/</c>.</summary>
    LoopFile,

    /// <summary>A file system on a block device.</summary>
    BlockDevice,

    /// <summary>Typed in by the operator, or <c>--pool</c>.</summary>
    Typed,
}
