using System.Collections.Immutable;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage;
using Recover.Core.Storage.Ledger;
using Recover.Core.Storage.Zfs;
using Recover.Tests.Unit.Core.Commands;
using Recover.Tests.Unit.Core.Scanning;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage;

public sealed class PoolDiscoveryTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task DiscoverAsync_DirectoryWithVolumes_IsOfferedWithEverythingFilledIn()
    {
        _place.Write("x", "storage-pools", "one", "containers", "web1", "backup.yaml");
        _place.Folder("storage-pools", "one", "custom", "default_data", "files");

        var candidate = Assert.Single(await DiscoverAsync([]));

        Assert.Equal(
            ("one", "dir", _place.At("storage-pools", "one"), PoolOrigin.Directory),
            (candidate.Definition.Name, candidate.Definition.Driver, candidate.Definition.Source, candidate.Definition.Origin));
        Assert.True(candidate.Suggested);
        Assert.Equal((2, _place.At("storage-pools", "one")), (candidate.VolumeHint, candidate.MountedAt));
        Assert.NotNull(candidate.LastUsedAt);
        Assert.Empty(candidate.Findings);
    }

    [Fact]
    public async Task DiscoverAsync_EmptyMountPoints_AreNotSuggested()
    {
        _place.Folder("storage-pools", "lvm", "containers", "web1");
        _place.Folder("storage-pools", "nothing");

        var candidates = await DiscoverAsync([]);

        Assert.Equal(["lvm", "nothing"], candidates.Select(candidate => candidate.Definition.Name));
        Assert.All(candidates, candidate => Assert.False(candidate.Suggested));
        Assert.All(candidates, candidate => Assert.Equal(FindingCode.PoolEmpty, Assert.Single(candidate.Findings).Code));
    }

    [Fact]
    public async Task DiscoverAsync_KnownPool_IsOneCandidate()
    {
        _place.Folder("storage-pools", "one", "containers");
        var known = new PoolDefinition { Name = "one", Driver = "dir", Source = _place.At("storage-pools", "one"), Origin = PoolOrigin.Database };

        var candidate = Assert.Single(await DiscoverAsync([known]));

        Assert.Equal(known, candidate.Definition);
        Assert.True(candidate.Suggested);
    }

    [Fact]
    public async Task DiscoverAsync_KnownPoolWithoutSource_IsKeptWithItsFinding()
    {
        var known = new PoolDefinition { Name = "one", Driver = "dir", Source = _place.At("nowhere"), Origin = PoolOrigin.Database };

        Assert.Equal(FindingCode.PoolSourceMissing, Assert.Single(Assert.Single(await DiscoverAsync([known])).Findings).Code);
    }

    [Fact]
    public async Task DiscoverAsync_FilesAndLinks_AreNoPools()
    {
        _place.Write("x", "storage-pools", "file");
        Directory.CreateSymbolicLink(_place.At("storage-pools", "link"), "/etc");

        Assert.Empty(await DiscoverAsync([]));
    }

    [Fact]
    public async Task DiscoverAsync_HostileName_IsAFinding()
    {
        _place.Folder("storage-pools", "bad 'name", "containers", "web1", "rootfs");

        var candidate = Assert.Single(await DiscoverAsync([]));

        Assert.Equal(FindingCode.PoolNameInvalid, Assert.Single(candidate.Findings).Code);
        Assert.False(candidate.Suggested);
    }

    [Theory]
    [InlineData(LoopContent.Unknown)]
    public async Task DiscoverAsync_LoopFileOfADriverNotRead_SaysWhich(string driver)
    {
        var bytes = new byte[512 * 1024];
        _place.Folder("disks");
        await File.WriteAllBytesAsync(_place.At("disks", "two.img"), bytes, TestContext.Current.CancellationToken);

        var candidate = Assert.Single(await DiscoverAsync([]));

        Assert.Equal(("two", driver), (candidate.Definition.Name, candidate.Definition.Driver));
        var finding = Assert.Single(candidate.Findings);
        Assert.Equal((FindingCode.PoolDriverUnknown, driver), (finding.Code, Assert.Single(finding.Arguments)));
    }

    [Fact]
    public async Task DiscoverAsync_NoIncusDirectory_FindsNothing()
    {
        var survey = TestSurvey.Of(_place.At("nowhere")) with { Control = DaemonControlKind.Sample };

        Assert.Empty(await Discovery().DiscoverAsync(survey, [], TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 120_000)]
    [Trait("Needs", "Root")]
    public async Task DiscoverAsync_UnmountedLoopFile_IsLookedIntoAndNotChanged()
    {
        await using var image = await BtrfsImage.MountedAsync(TestContext.Current.CancellationToken);
        await image.FillAsync();
        await image.UnmountAsync();
        Directory.CreateDirectory(Path.Combine(image.Root, "storage-pools", "one"));
        var before = BtrfsImage.HashOf(image.File);
        var discovery = new PoolDiscovery(StorageDrivers.Standard(new LookLedger(new DataDirectory(_place.Root), BtrfsImage.Commands), new FakeCommandRunner(), new ZfsKeys()));

        var candidate = Assert.Single(await discovery.DiscoverAsync(Sample(image.Root), [], TestContext.Current.CancellationToken));

        Assert.Equal(("one", "btrfs", image.File), (candidate.Definition.Name, candidate.Definition.Driver, candidate.Definition.Source));
        Assert.Equal("256MiB", candidate.Definition.Config["size"]);
        Assert.Equal((2, true, (string?)null), (candidate.VolumeHint, candidate.Suggested, candidate.MountedAt));
        Assert.Equal(256L << 20, candidate.SizeBytes);
        Assert.Equal(before, BtrfsImage.HashOf(image.File));
        Assert.Empty(BlockDevices.LoopsOf(image.File));
    }

    [Fact(Timeout = 120_000)]
    [Trait("Needs", "Root")]
    public async Task DiscoverAsync_MountedLoopFile_IsOneCandidateReadInPlace()
    {
        await using var image = await BtrfsImage.MountedAsync(TestContext.Current.CancellationToken);
        await image.FillAsync();
        var point = Directory.CreateDirectory(Path.Combine(image.Root, "storage-pools", "one")).FullName;
        await BtrfsImage.RunAsync("mount", "--bind", image.MountPoint, point);

        ImmutableArray<PoolCandidate> candidates;
        try
        {
            candidates = await Discovery().DiscoverAsync(Sample(image.Root), [], TestContext.Current.CancellationToken);
        }
        finally
        {
            await BtrfsImage.RunAsync("umount", point);
        }

        var candidate = Assert.Single(candidates);
        Assert.Equal(("one", "btrfs", image.File), (candidate.Definition.Name, candidate.Definition.Driver, candidate.Definition.Source));
        Assert.Equal((point, true), (candidate.MountedAt, candidate.Suggested));
    }

    [Fact]
    public async Task DiscoverAsync_KnownPoolThatIsFoundUnwell_HasTheWarning()
    {
        var warning = Finding.Of(FindingCode.ZfsPoolDegraded, "tank");
        var known = FakeDriver.Pool with { Name = "recorded", Origin = PoolOrigin.Database };
        var driver = new FakeDriver([], failAfter: int.MaxValue)
        {
            Found = [new FoundPool { Definition = FakeDriver.Pool with { Name = "found", Source = "elsewhere" }, Findings = [warning] }],
        };

        var candidates = await new PoolDiscovery(new StorageDrivers([driver])).DiscoverAsync(Sample(_place.Root), [known], TestContext.Current.CancellationToken);

        var candidate = Assert.Single(candidates);
        Assert.Equal("recorded", candidate.Definition.Name);
        Assert.Contains(warning, candidate.Findings);
    }

    // The sample's kind of host keeps the look away from the disks of the machine that runs the test.
    private static HostSurvey Sample(string root) => TestSurvey.Of(root) with { Control = DaemonControlKind.Sample };

    private PoolDiscovery Discovery() =>
        new(StorageDrivers.Standard(new LookLedger(new DataDirectory(_place.At("data")), new FakeCommandRunner()), new FakeCommandRunner(), new ZfsKeys()));

    private Task<ImmutableArray<PoolCandidate>> DiscoverAsync(ImmutableArray<PoolDefinition> known) =>
        Discovery().DiscoverAsync(Sample(_place.Root), known, TestContext.Current.CancellationToken);
}
