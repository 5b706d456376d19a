namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>btrfs in a loop file of Incus.</summary>
public sealed class BtrfsLoopBackend : StorageBackend
{
    public override string Driver => "btrfs";

    public override string CreatePool => "btrfs size=1GiB";
}
