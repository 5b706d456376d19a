using Recover.Tests.E2E.Storage.Backends;

namespace Recover.Tests.E2E.Storage;

[Trait("group", "lab-lvm")]
public sealed class LvmLoopTests(LostStorage<LvmLoopBackend> lost) : StorageTests<LvmLoopBackend>(lost);
