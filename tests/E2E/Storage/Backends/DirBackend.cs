namespace Recover.Tests.E2E.Storage.Backends;

/// <summary>A directory of the system disk.</summary>
public sealed class DirBackend : StorageBackend
{
    public override string Driver => "dir";

    public override string CreatePool => "dir";

    public override bool IsHeldByLooking => false;
}
