namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>btrfs on a disk of its own.</summary>
public sealed class BtrfsDiskBackend : StorageBackend
{
    public override string Driver => "btrfs";

    public override int Disks => 1;

    public override string CreatePool => "btrfs source=/dev/ubdb";
}
