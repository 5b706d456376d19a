using Recover.Tests.E2E.Storage.Backends;

namespace Recover.Tests.E2E.Storage;

[Trait("group", "lab-btrfs")]
public sealed class BtrfsLoopTests(LostStorage<BtrfsLoopBackend> lost) : StorageTests<BtrfsLoopBackend>(lost);
