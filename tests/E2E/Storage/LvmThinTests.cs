using Recover.Tests.E2E.Storage.Backends;

namespace Recover.Tests.E2E.Storage;

[Trait("group", "lab-lvm")]
public sealed class LvmThinTests(LostStorage<LvmThinBackend> lost) : StorageTests<LvmThinBackend>(lost);
