using Recover.Tests.E2E.Storage.Backends;

namespace Recover.Tests.E2E.Storage;

[Trait("group", "lab-dir")]
public sealed class DirTests(LostStorage<DirBackend> lost) : StorageTests<DirBackend>(lost);
