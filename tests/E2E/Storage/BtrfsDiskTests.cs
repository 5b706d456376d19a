using Recover.Tests.E2E.Storage.Backends;

namespace Recover.Tests.E2E.Storage;

[Trait("group", "lab-btrfs")]
public sealed class BtrfsDiskTests(LostStorage<BtrfsDiskBackend> lost) : StorageTests<BtrfsDiskBackend>(lost);
