namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>lvm in a loop file of Incus.</summary>
public sealed class LvmLoopBackend : StorageBackend
{
    public override string Driver => "lvm";

    public override string CreatePool => "lvm size=1GiB volume.size=128MiB";

    public override string BreakFileSystem => LvmVolume.Zero(Pool);
}
