using Recover.Tests.E2E.Storage.Backends;

namespace Recover.Tests.E2E.Storage;

[Trait("group", "lab-encrypted")]
public sealed class ZfsEncryptedTests(LostStorage<ZfsEncryptedBackend> lost) : StorageTests<ZfsEncryptedBackend>(lost);
