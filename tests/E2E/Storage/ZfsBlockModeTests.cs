using Recover.Tests.E2E.Storage.Backends;

namespace Recover.Tests.E2E.Storage;

[Trait("group", "lab-zfs")]
public sealed class ZfsBlockModeTests(LostStorage<ZfsBlockModeBackend> lost) : StorageTests<ZfsBlockModeBackend>(lost);
