using Recover.Tests.E2E.Storage.Backends;

namespace Recover.Tests.E2E.Storage;

[Trait("group", "lab-ceph")]
public sealed class CephTests(LostStorage<CephBackend> lost) : StorageTests<CephBackend>(lost);
