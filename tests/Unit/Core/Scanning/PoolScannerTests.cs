using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Recover.Tests.Unit.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Scanning;

public sealed class PoolScannerTests : IDisposable
{
    private readonly LostPool _pool = new();

    public PoolScannerTests()
    {
        _pool.AddContainer("c1");
        _pool.AddContainer("shop_c2");
        _pool.Add("custom", "default_data1", file: null, []);
    }

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task Scan_PoolThatCannotBeOpened_LeavesTheOthersReadable()
    {
        var missing = new PoolDefinition { Name = "gone", Driver = "dir", Source = "/no/such/place", Origin = PoolOrigin.Typed };
        var unknown = new PoolDefinition { Name = "odd", Driver = "floppy", Origin = PoolOrigin.Typed };
        var inventory = await _pool.ScanAsync(missing, unknown);
        Assert.Equal([true, false, false], inventory.Pools.Select(pool => pool.Read));
        Assert.Equal(FindingCode.PoolSourceMissing, Assert.Single(inventory.Pools[1].Findings).Code);
        Assert.Equal(FindingCode.PoolDriverUnknown, Assert.Single(inventory.Pools[2].Findings).Code);
        Assert.Equal(3, inventory.Volumes.Length);
    }

    [Fact]
    public async Task Scan_PoolThatBreaksInTheMiddle_KeepsWhatWasReadAndIsClosed()
    {
        var driver = new FakeDriver(Volumes(5), failAfter: 3);
        var inventory = await ScanAsync(driver, TestContext.Current.CancellationToken);
        var pool = Assert.Single(inventory.Pools);
        Assert.False(pool.Read);
        Assert.Equal(FindingCode.PoolUnreadable, Assert.Single(pool.Findings).Code);
        Assert.True(inventory.Volumes.Length <= 3);
        Assert.Equal(0, driver.OpenPools);
    }

    [Fact(Timeout = 60_000)]
    public async Task Scan_PoolWhereOpeningTakesLong_LooksIntoAsManyVolumesAtOnceAsItAllows()
    {
        int opening = 0, most = 0;
        var gate = new Lock();
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var containers = Volumes(FakeDriver.Readers * 5).Select(volume => volume with { Type = VolumeType.Container });
        var driver = new FakeDriver(containers, failAfter: int.MaxValue)
        {
            Opening = async () =>
            {
                lock (gate)
                {
                    most = Math.Max(most, ++opening);
                    if (opening == FakeDriver.Readers)
                    {
                        full.TrySetResult();
                    }
                }

                await full.Task;
                await Task.Yield();
                lock (gate)
                {
                    opening--;
                }
            },
        };

        var inventory = await ScanAsync(driver, TestContext.Current.CancellationToken);

        Assert.Equal(FakeDriver.Readers, most);
        Assert.Equal(FakeDriver.Readers * 5, inventory.Volumes.Length);
    }

    [Fact]
    public async Task Scan_VolumeWhoseReadingFails_IsBrokenByItselfAndTheOthersAreRead()
    {
        var odd = Volumes(1).Single() with { Type = VolumeType.Container, StoredName = "odd", Name = "odd" };
        var driver = new FakeDriver(Volumes(5).Take(3).Append(odd).Concat(Volumes(5).Skip(3)), failAfter: int.MaxValue)
        {
            OpenVolume = (volume, _) => volume.Name == "odd" ? throw new IOException("nobody foresaw this") : new OpenVolume("/nowhere", ""),
        };

        var inventory = await ScanAsync(driver, TestContext.Current.CancellationToken);

        Assert.True(Assert.Single(inventory.Pools).Read);
        Assert.Equal(6, inventory.Volumes.Length);
        var broken = Assert.Single(inventory.Volumes, volume => volume.State == VolumeState.Broken);
        Assert.Equal("odd", broken.Stored.StoredName);
        var finding = Assert.Single(broken.Findings);
        Assert.Equal(FindingCode.VolumeUnreadable, finding.Code);
        Assert.NotEmpty(finding.Raw!);
    }

    [Fact]
    public async Task Scan_VolumeThatCantBeOpened_IsAskedAboutWithTheNewestReadableCopy()
    {
        var volume = new StoredVolume
        {
            Type = VolumeType.Container,
            StoredName = "c1",
            Project = "default",
            Name = "c1",
            ContentType = ContentType.Filesystem,
            Snapshots = [Snapshot("old", 1), Snapshot("good", 2), Snapshot("bad", 3)],
        };
        var place = Path.GetDirectoryName(_pool.BackupFileOf("c1"))!;
        var driver = new FakeDriver([.. Volumes(1), volume], failAfter: int.MaxValue)
        {
            OpenVolume = (opened, snapshot) => opened.Type == VolumeType.Container && snapshot is null or "bad"
                ? throw new VolumeUnreadableException(Finding.Of(FindingCode.VolumeUnreadable).WithRaw("the key is missing"))
                : new OpenVolume(place, ""),
        };

        var inventory = await ScanAsync(driver, TestContext.Current.CancellationToken);

        var asked = inventory.Volumes.Single(scanned => scanned.Stored.StoredName == "c1");
        Assert.Equal(VolumeState.Question, asked.State);
        Assert.Equal((FindingCode.VolumeUnreadable, "the key is missing"), (asked.Findings[0].Code, asked.Findings[0].Raw));
        Assert.Equal("good", asked.StandIn);
        Assert.Same(asked.SnapshotBackups["good"], asked.Backup);
        Assert.Equal(2, inventory.Volumes.Length);
    }

    [Fact]
    public async Task Scan_OwnerThatOnlyOpeningTells_IsFilledIn()
    {
        var place = Path.GetDirectoryName(_pool.BackupFileOf("c1"))!;
        var driver = new FakeDriver([Volumes(1).Single() with { Owner = null, Path = null }], failAfter: int.MaxValue)
        {
            OpenVolume = (_, _) => new OpenVolume(Path.GetDirectoryName(place)!, Path.GetFileName(place)),
        };

        var volume = Assert.Single((await ScanAsync(driver, TestContext.Current.CancellationToken)).Volumes);

        Assert.Equal(LinuxCalls.Status(place, out _)!.Owner, volume.Stored.Owner);
    }

    [Fact(Timeout = 60_000)]
    public async Task Scan_Cancelled_LeavesNothingOpen()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var driver = new FakeDriver(Volumes(1000), failAfter: int.MaxValue);
        var scanner = new PoolScanner(new StorageDrivers([driver]), new NetworkLeftovers(new FakeCommandRunner()), TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scanner.ScanAsync(
            _pool.Request() with { Pools = [FakeDriver.Pool] },
            progress =>
            {
                if (progress.VolumesDone == 10)
                {
                    stop.Cancel();
                }
            },
            stop.Token));
        Assert.Equal(1, driver.PoolsOpened);
        Assert.Equal(0, driver.OpenPools);
    }

    [Fact]
    public async Task Scan_OnlyAndSkip_AreRespected()
    {
        var only = await LostPool.ScanAsync(_pool.Request() with { Only = ["default/c1", "default/data1"] }, _ => { });
        Assert.Equal(["default/c1", "default/data1"], only.Volumes.Select(volume => volume.Label));
        var skipped = await LostPool.ScanAsync(_pool.Request() with { Skip = ["default/c1"] }, _ => { });
        Assert.Equal(["shop/c2", "default/data1"], skipped.Volumes.Select(volume => volume.Label));
    }

    [Fact]
    public async Task Scan_OnlyAnInstance_TakesTheVolumesAttachedToItAlong()
    {
        _pool.Add("custom", "default_data2", file: null, []);
        _pool.Add("buckets", "default_data1", file: null, []);
        var inventory = await LostPool.ScanAsync(_pool.Request() with { Only = ["default/c1"] }, _ => { });
        Assert.Equal([(VolumeType.Container, "default/c1"), (VolumeType.Custom, "default/data1")], inventory.Volumes.Select(volume => (volume.Stored.Type, volume.Label)));
    }

    [Fact]
    public async Task Scan_OnlyAnInstance_LeavesAttachedVolumesOutThatAreSkipped()
    {
        var inventory = await LostPool.ScanAsync(_pool.Request() with { Only = ["default/c1"], Skip = ["default/data1"] }, _ => { });
        Assert.Equal("default/c1", Assert.Single(inventory.Volumes).Label);
    }

    [Theory]
    [InlineData(null, false, "default/data1")]
    [InlineData(null, true, "shop/data1")]
    [InlineData("true", true, "shop/data1")]
    [InlineData("false", true, "default/data1")]
    public async Task Scan_OnlyAnInstanceOfAProject_TakesTheVolumeOfTheProjectThatKeepsIt(string? feature, bool hasOwn, string expected)
    {
        if (hasOwn)
        {
            _pool.Add("custom", "shop_data1", file: null, []);
        }

        if (feature is not null)
        {
            var project = new ProjectRecord(2, "shop", "", ConfigMaps.Empty.Add("features.storage.volumes", feature));
            _pool.Contents = _pool.Contents with { Projects = [.. _pool.Contents.Projects, project] };
        }

        var inventory = await LostPool.ScanAsync(_pool.Request() with { Only = ["shop/c2"] }, _ => { });
        Assert.Equal(["shop/c2", expected], inventory.Volumes.Select(volume => volume.Label));
    }

    [Fact]
    public async Task Scan_OnlyAnInstance_TakesAttachedVolumesOfOtherPoolsAlong()
    {
        using var other = new LostPool("fast");
        other.Add("custom", "default_data1", file: null, []);
        other.Add("custom", "default_data9", file: null, []);
        _pool.Edit("c1", file => file.Replace("      pool: local\n      source: data1\n", "      pool: fast\n      source: data9/snap0\n", StringComparison.Ordinal));
        var inventory = await LostPool.ScanAsync(_pool.Request(other.Definition) with { Only = ["default/c1"] }, _ => { });
        Assert.Equal(["local default/c1", "fast default/data9"], inventory.Volumes.Select(volume => $"{volume.Pool} {volume.Label}"));
    }

    [Fact]
    public async Task Scan_NicWithFixedAddress_TellsTheSizeOfItsNetwork()
    {
        var directory = Directory.CreateDirectory(Path.Combine(_pool.Host.Directory.Networks, "br0")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(directory, "dnsmasq.pid"),
            "args: [--listen-address=10.77.0.1, --dhcp-range, '10.77.0.2,10.77.0.254,1h']\n",
            TestContext.Current.CancellationToken);
        _pool.Edit("c1", file => file.Replace("      network: br0\n", "      network: br0\n      ipv4.address: 10.77.3.9\n", StringComparison.Ordinal));
        var inventory = await _pool.ScanAsync();
        Assert.Equal("10.77.0.1/22", Assert.Single(inventory.Networks).Config["ipv4.address"]);
    }

    [Fact]
    public async Task Scan_Progress_EndsWithEverythingDone()
    {
        var steps = new List<ScanProgress>();
        await LostPool.ScanAsync(_pool.Request(), steps.Add);
        Assert.Equal(new ScanProgress("local", 1, 1, 3, 3), steps[^1]);
        Assert.All(steps, step => Assert.True(step.VolumesDone <= step.VolumesSeen));
    }

    [Fact]
    public async Task Scan_RunningContainer_IsMarked()
    {
        _pool.Host = _pool.Host with { RunningContainers = ["shop_c2"] };
        var inventory = await _pool.ScanAsync();
        Assert.Equal("shop/c2", Assert.Single(inventory.Volumes, volume => volume.Running).Label);
    }

    [Fact]
    public async Task Scan_SameInstanceOnTwoPools_TakesTheOneWhoseFileNamesItsPool()
    {
        using var other = new LostPool("other");
        other.AddContainer("c1", File.ReadAllText(_pool.BackupFileOf("c1")), ["snap0", "snap1"]);
        var inventory = await _pool.ScanAsync(other.Definition);
        var copies = inventory.Volumes.Where(volume => volume.Label == "default/c1").ToDictionary(volume => volume.Pool);
        Assert.Equal(VolumeState.Recoverable, copies["local"].State);
        Assert.Equal(VolumeState.Question, copies["other"].State);
        Assert.All(copies.Values, copy => Assert.Contains(copy.Findings, finding => finding.Code == FindingCode.InstanceOnTwoPools));
        Assert.DoesNotContain(copies["local"].Findings, finding => finding.Code == FindingCode.UuidDuplicate);
    }

    [Fact]
    public async Task Scan_SameInstanceOnTwoPoolsThatBothNameThemselves_AsksForBoth()
    {
        using var other = new LostPool("other");
        other.AddContainer("c1", File.ReadAllText(_pool.BackupFileOf("c1")).Replace("name: local\n", "name: other\n", StringComparison.Ordinal), ["snap0", "snap1"]);
        var inventory = await _pool.ScanAsync(other.Definition);
        Assert.All(inventory.Volumes.Where(volume => volume.Label == "default/c1"), copy => Assert.Equal(VolumeState.Question, copy.State));
    }

    [Fact]
    public async Task Scan_LostAndFoundAmongCustomVolumes_IsBrokenByItself()
    {
        _pool.Add("custom", "lost+found", file: null, []);
        var inventory = await _pool.ScanAsync();
        Assert.Equal(VolumeState.Broken, inventory.Volumes.Single(volume => volume.Stored.StoredName == "lost+found").State);
        Assert.Equal(3, inventory.Volumes.Count(volume => volume.State == VolumeState.Recoverable));
    }

    private static IEnumerable<StoredVolume> Volumes(int count) => Enumerable.Range(0, count).Select(number => new StoredVolume
    {
        Type = VolumeType.Custom,
        StoredName = $"default_v{number}",
        Project = "default",
        Name = $"v{number}",
        ContentType = ContentType.Filesystem,
        Path = $"/nowhere/custom/default_v{number}",
        Owner = new FileOwner(0, 0, 0x1c9),
    });

    private static StoredSnapshot Snapshot(string name, int day) => new(name, null, IncusTime.From(new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero)));

    private Task<Inventory> ScanAsync(FakeDriver driver, CancellationToken cancellationToken) =>
        new PoolScanner(new StorageDrivers([driver]), new NetworkLeftovers(new FakeCommandRunner()), TimeProvider.System)
            .ScanAsync(_pool.Request() with { Pools = [FakeDriver.Pool] }, _ => { }, cancellationToken);
}
