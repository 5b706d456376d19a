namespace Recover.Core.Hosts;

/// <summary>The directory of one Incus daemon (<c>INCUS_DIR</c>, normally <c>/var/lib/incus</c>) and the places in it. Immutable.</summary>
/// <param name="Root">Absolute path without a trailing slash.</param>
public sealed record IncusDirectory(string Root)
{
    /// <summary>The directory Debian's daemon uses.</summary>
    public static IncusDirectory Default { get; } = new("/var/lib/incus");

    /// <summary>Holds <c>local.db</c>, <c>global/</c> and the start-up patch.</summary>
    public string Database => Path.Combine(Root, "database");

    /// <summary>The raft directory of the global database.</summary>
    public string GlobalDatabase => Path.Combine(Database, "global");

    /// <summary>The SQL file that the daemon applies in one transaction at its next start, then deletes.</summary>
    public string GlobalPatch => Path.Combine(Database, "patch.global.sql");

    /// <summary>The same for <c>local.db</c>, applied before the global database is opened.</summary>
    public string LocalPatch => Path.Combine(Database, "patch.local.sql");

    /// <summary>Mount points of the pools.</summary>
    public string StoragePools => Path.Combine(Root, "storage-pools");

    /// <summary>Loop files of pools that Incus made itself: <c>POOL.img</c>.</summary>
    public string Disks => Path.Combine(Root, "disks");

    /// <summary>Image files; those without a record are deleted by a daemon that starts on an empty database.</summary>
    public string Images => Path.Combine(Root, "images");

    /// <summary>Leftovers of networks, a directory each.</summary>
    public string Networks => Path.Combine(Root, "networks");

    /// <summary>The daemon's API.</summary>
    public string Socket => Path.Combine(Root, "unix.socket");

    /// <summary>Where the pool of this name is mounted.</summary>
    public string Pool(string poolName) => Path.Combine(StoragePools, poolName);
}
