using Recover.Tests.E2E.Storage.Backends;

namespace Recover.Tests.E2E.Storage;

[Trait("group", "lab-zfs")]
public sealed class ZfsDatasetTests(LostStorage<ZfsDatasetBackend> lost) : StorageTests<ZfsDatasetBackend>(lost);
