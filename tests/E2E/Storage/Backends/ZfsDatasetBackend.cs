namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>A dataset below a zfs pool that is not Incus' own, on a partition.</summary>
public sealed class ZfsDatasetBackend : StorageBackend
{
    /// <summary>A snapshot of everything that Incus did not make.</summary>
    public const string OtherSnapshot = "autosnap_2026-11-23_00:00:01_daily";

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

    // Other tools snapshot everything and mount what they like, and Incus keeps what clones still need in "deleted".
    public override string BreakFileSystem => $"""
        {ZfsBreakage.EmptyVolume("tank/incus")}
        incus image delete tiny
        zfs snapshot -r tank/incus@{OtherSnapshot}
        zfs set canmount=noauto mountpoint=/srv/elsewhere tank/incus/containers/bare
        """;

    // Incus restores no snapshot of a dataset that has a younger one which it did not make.
    public override bool CanRestore => false;

    // What the disk does not show in a way that can be read: its labels.
    public override string Fingerprint => "zdb -l /dev/ubdb1";
}
