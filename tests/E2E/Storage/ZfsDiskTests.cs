using Recover.Tests.E2E.Storage.Backends;

namespace Recover.Tests.E2E.Storage;

[Trait("group", "lab-zfs")]
public sealed class ZfsDiskTests(LostStorage<ZfsDiskBackend> lost) : StorageTests<ZfsDiskBackend>(lost);
