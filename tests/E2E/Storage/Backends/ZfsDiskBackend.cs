namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>A disk that Incus itself made a zfs pool on, exported as Incus leaves it when it stops.</summary>
public sealed class ZfsDiskBackend : StorageBackend
{
    public override string Driver => "zfs";

    public override int Disks => 1;

    public override string CreatePool => "zfs source=/dev/ubdb";

    public override string BreakFileSystem => ZfsBreakage.EmptyVolume(Pool);
}
