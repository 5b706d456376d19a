namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>A dataset of zfs whose containers and volumes lie in block volumes with file systems of their own.</summary>
public sealed class ZfsBlockModeBackend : StorageBackend
{
    public override string Driver => "zfs";

    public override int Disks => 1;

    public override string Prepare => """
        zpool create -m none tank /dev/ubdb
        zfs create tank/incus
        """;

    public override string CreatePool => "zfs source=tank/incus volume.zfs.block_mode=true volume.size=256MiB";

    public override string BreakFileSystem => ZfsBreakage.Overwritten("tank/incus");
}
