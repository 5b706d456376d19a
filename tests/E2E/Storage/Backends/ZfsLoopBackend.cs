namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>zfs in a loop file of Incus.</summary>
public sealed class ZfsLoopBackend : StorageBackend
{
    public override string Driver => "zfs";

    public override string CreatePool => "zfs size=1GiB";

    public override string BreakFileSystem => ZfsBreakage.EmptyVolume(Pool);
}
