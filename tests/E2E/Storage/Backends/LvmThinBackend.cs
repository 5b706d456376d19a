namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>lvm with a thin pool of a name of its own, in a volume group on a disk; volumes of all three file systems.</summary>
public sealed class LvmThinBackend : StorageBackend
{
    public override string Driver => "lvm";

    public override int Disks => 1;

    public override string Prepare => "vgcreate --quiet vg-0 /dev/ubdb";

    public override string CreatePool => "lvm source=vg-0 lvm.thinpool_name=thin-0 volume.size=128MiB";

    // A snapshot of a file system has its identity too, and neither kind likes to be mounted twice under one.
    public override string More => $"""
        storage volume create {Pool} on-xfs size=320MiB block.filesystem=xfs
        storage volume create {Pool} on-btrfs size=320MiB block.filesystem=btrfs
        create --empty root-xfs --device root,size=320MiB --device root,initial.block.filesystem=xfs
        create --empty root-btrfs --device root,size=320MiB --device root,initial.block.filesystem=btrfs
        snapshot create root-xfs s-0
        snapshot create root-btrfs s-0
        """;

    public override IReadOnlyList<string> MoreGood => ["default container root-btrfs", "default container root-xfs"];

    public override string BreakFileSystem => LvmVolume.Zero("vg-0");
}
