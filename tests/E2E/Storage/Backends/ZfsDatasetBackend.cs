namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>A dataset below a zfs pool that is not Incus' own, on a partition.</summary>
public sealed class ZfsDatasetBackend : StorageBackend
{
    public override string Driver => "zfs";

    public override int Disks => 1;

    public override string Prepare => """
        sgdisk --new=1:0:0 /dev/ubdb > /dev/null
        udevadm settle
        zpool create -m none tank /dev/ubdb1
        zfs create tank/incus
        zfs create tank/other
        """;

    public override string CreatePool => "zfs source=tank/incus";

    public override string BreakFileSystem => ZfsBreakage.EmptyVolume("tank/incus");

    // What the disk does not show in a way that can be read: its labels.
    public override string Fingerprint => "zdb -l /dev/ubdb1";
}
