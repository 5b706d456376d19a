namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>lvm without a thin pool: every volume and snapshot has its own space.</summary>
public sealed class LvmThickBackend : StorageBackend
{
    public override string Driver => "lvm";

    public override int Disks => 1;

    public override string Prepare => "vgcreate --quiet vg0 /dev/ubdb";

    public override string CreatePool => "lvm source=vg0 lvm.use_thinpool=false volume.size=128MiB";

    // Incus wants to make a snapshot's space larger than lvm lets it be.
    public override bool CanRestore => false;

    public override string BreakFileSystem => LvmVolume.Zero("vg0");
}
