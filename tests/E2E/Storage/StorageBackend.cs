namespace Recover.Tests.E2E.Storage;

/// <summary>What a storage backend adds to the scenario that all of them go through: how its pool is made, and how one volume of it is broken.</summary>
public abstract class StorageBackend
{
    /// <summary>The pool of the scenario.</summary>
    public const string Pool = "main";

    /// <summary>Incus' name of the driver.</summary>
    public abstract string Driver { get; }

    /// <summary>How many empty disks of 4 GiB the guest has beside its system disk: <c>/dev/ubdb</c>, <c>/dev/ubdc</c>, ….</summary>
    public virtual int Disks => 0;

    /// <summary>Shell lines that make ready what the pool lies on; run once.</summary>
    public virtual string Prepare => "";

    /// <summary>Shell lines run after every boot, before anything else: daemons of the storage system, loop devices of its own.</summary>
    public virtual string AfterBoot => "";

    /// <summary>The driver and the keys of <c>incus storage create main …</c>.</summary>
    public abstract string CreatePool { get; }

    /// <summary>Lines of the real client run after the scenario's own: volumes and pools that only this backend has.</summary>
    public virtual string More => "";

    /// <summary>Files that <see cref="More"/> left: path inside the container <c>web-1</c> of the default project, and what it holds.</summary>
    public virtual IReadOnlyDictionary<string, string> MoreFiles => new Dictionary<string, string>();

    /// <summary>What <see cref="More"/> made that must come back: project, type, name.</summary>
    public virtual IReadOnlyList<string> MoreGood => [];

    /// <summary>Options of scan and plan that answer what discovery can't know.</summary>
    public virtual string Options => "";

    /// <summary>
    /// Shell lines that make the file system of the container <c>bad-fs</c> unreadable, run while the pool is active and the container is stopped;
    /// empty when the volumes of this backend are directories of one file system.
    /// </summary>
    public virtual string BreakFileSystem => "";

    /// <summary>False when Incus itself fails to restore a snapshot of a container on this backend, lost host or not.</summary>
    public virtual bool CanRestore => true;

    /// <summary>Whether a look has to mount, map, activate or import something that others can see.</summary>
    public virtual bool IsHeldByLooking => true;

    /// <summary>False when daemons of the storage system write to the disks at any time.</summary>
    public virtual bool IsOnDisksAlone => true;

    /// <summary>Shell lines that print what a look must leave as it is, where that is not on the disks or in the loop files of Incus.</summary>
    public virtual string Fingerprint => "";
}
