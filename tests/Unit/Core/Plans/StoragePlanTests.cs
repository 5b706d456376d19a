using Recover.Core.Backups;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Plans;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Recover.Tests.Unit.Core.Databases;
using Xunit;
using static Recover.Tests.Unit.Core.Plans.PlanScenario;

namespace Recover.Tests.Unit.Core.Plans;

public sealed class StoragePlanTests : IDisposable
{
    private readonly PlanScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Pool_ThatIsUnknown_GetsTheWholeConfigOfTheNewestFile()
    {
        _scenario.Pools.Clear();
        _scenario.Pools.Add(Pool("local", "btrfs", "/disks/local.img"));
        _scenario.Volumes.Add(OnPool("a", 1, ("source", "/disks/local.img"), ("size", "1GiB")));
        _scenario.Volumes.Add(OnPool("b", 2, ("source", "/disks/local.img"), ("size", "2GiB"), ("btrfs.mount_options", "noatime")));

        var plan = await _scenario.BuildAndRehearseAsync();

        var pool = Assert.Single(plan.Create.Pools);
        Assert.Equal(Config(("source", "/disks/local.img"), ("size", "2GiB"), ("btrfs.mount_options", "noatime")), pool.Config);
        Assert.Equal("described", pool.Description);
        Assert.Contains(plan.Statements, statement => statement.Contains(", 1, 'size', '2GiB')", StringComparison.Ordinal));
        Assert.Contains(plan.Statements, statement => statement.Contains(", NULL, 'btrfs.mount_options', 'noatime')", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pool_ThatLiesElsewhereThanRecorded_GetsTheRealSource()
    {
        _scenario.Pools.Clear();
        _scenario.Pools.Add(Pool("local", "btrfs", "/disks/moved.img"));
        _scenario.Volumes.Add(OnPool("a", 1, ("source", "/disks/local.img")));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal("/disks/moved.img", plan.Create.Pools[0].Config["source"]);
        var note = Assert.Single(plan.Notes, note => note.Finding.Code == FindingCode.PoolSourceCorrected);
        Assert.Equal(["/disks/local.img", "/disks/moved.img"], note.Finding.Arguments);
    }

    [Fact]
    public async Task Pool_WithTypedKeys_FillsGapsButDoesNotOverrule()
    {
        var pool = Pool("local", "btrfs", "/disks/local.img");
        _scenario.Pools.Clear();
        _scenario.Pools.Add(pool with { Definition = pool.Definition with { Config = Config(("size", "9GiB"), ("rsync.bwlimit", "1")) } });
        _scenario.Volumes.Add(OnPool("a", 1, ("source", "/disks/local.img"), ("size", "1GiB")));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal("1GiB", plan.Create.Pools[0].Config["size"]);
        Assert.Equal("1", plan.Create.Pools[0].Config["rsync.bwlimit"]);
    }

    [Fact]
    public async Task Pool_ThatTheDatabaseKnowsOrNothingNeeds_IsNotPlanned()
    {
        _scenario.Dump = CapturedDump.Read("running");
        _scenario.Pools.Add(Pool("empty"));
        _scenario.Volumes.Add(Instance("a"));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Empty(plan.Create.Pools);
        Assert.Single(plan.Create.Instances);
        Assert.DoesNotContain(plan.Links, link => link.Kind == PlannedLinkKind.Directory);
    }

    [Fact]
    public async Task Pool_FoundUnderAnotherNameOnItsStorage_GetsThatName()
    {
        var pool = Pool("local", "lvm", "new-group");
        _scenario.Pools.Clear();
        _scenario.Pools.Add(pool with { Definition = pool.Definition with { Config = Config(("lvm.vg_name", "new-group")) } });
        _scenario.Volumes.Add(Instance("a", file => file with
        {
            Pool = new BackupPool { Name = "local", Driver = "lvm", Config = Config(("source", "old-group"), ("lvm.vg_name", "old-group")) },
        }));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(Config(("source", "new-group"), ("lvm.vg_name", "new-group")), plan.Create.Pools[0].Config);
    }

    [Theory]
    [InlineData(10 << 20, "10MiB")]
    [InlineData(3L << 30, "3GiB")]
    [InlineData(1500, "1500B")]
    [InlineData(1536, "1536B")]
    [InlineData(2048, "2KiB")]
    public async Task BlockVolume_GetsItsSizeInTheLargestUnitThatIsExact(long bytes, string size)
    {
        var volume = Volume(VolumeType.Custom, "default_blk");
        _scenario.Volumes.Add(volume with { Stored = volume.Stored with { ContentType = ContentType.Block, SizeBytes = bytes } });

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(size, plan.Create.Volumes[0].Config["size"]);
    }

    [Fact]
    public async Task BlockVolume_ThatGrewAfterASnapshot_GivesEachItsOwnSize()
    {
        var volume = Volume(VolumeType.Custom, "default_blk");
        _scenario.Volumes.Add(volume with
        {
            Stored = volume.Stored with
            {
                ContentType = ContentType.Block,
                SizeBytes = 2 << 20,
                Snapshots = [new StoredSnapshot("early", "/nowhere", null) { SizeBytes = 1 << 20 }, new StoredSnapshot("untold", "/nowhere", null)],
            },
        });

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(["1MiB", "2MiB"], plan.Create.Volumes[0].Snapshots.Select(snapshot => snapshot.Config["size"]));
    }

    [Fact]
    public async Task FilesystemVolume_HasNoSizeOfItsImage()
    {
        _scenario.Volumes.Add(Volume(VolumeType.Custom, "default_files", "s"));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Empty(plan.Create.Volumes[0].Config);
        Assert.Empty(plan.Create.Volumes[0].Snapshots[0].Config);
    }

    [Theory]
    [InlineData(VolumeType.Custom, "default_x", "default_x.iso")]
    [InlineData(VolumeType.Bucket, "default_x", "default_x.iso")]
    public async Task Volume_WhoseRecordedNameIsTaken_IsLeftOutAndTheOtherComesBack(VolumeType type, string first, string second)
    {
        _scenario.Volumes.Add(Volume(type, first));
        var twin = Volume(type, second);
        _scenario.Volumes.Add(twin with { Stored = twin.Stored with { Name = "x", ContentType = ContentType.Iso } });

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(1, plan.Create.Volumes.Length + plan.Create.Buckets.Length);
        Assert.Contains(plan.NotRecovered, item => item.Reason == Finding.Of(FindingCode.VolumeNameTaken, "x").Message);
    }

    [Fact]
    public async Task Pool_ThatCouldNotBeRead_IsNamedWithWhatToDo()
    {
        var finding = Finding.Of(FindingCode.PoolNeedsItsDaemons, "linstor", "Ask the controller.");
        _scenario.Pools.Add(Pool("san", "linstor", "") with { Read = false, Findings = [finding] });

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Contains(new NotRecovered("pool", "", "san", finding.Message, finding.Remedy), plan.NotRecovered);
    }

    [Fact]
    public async Task Bucket_ComesBackWithoutItsKeys()
    {
        _scenario.Volumes.Add(Volume(VolumeType.Bucket, "default_b"));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal("b", Assert.Single(plan.Create.Buckets).Name);
        Assert.Equal("bucketKeys", Assert.Single(plan.NotRecovered).Kind);
    }

    [Fact]
    public async Task Bucket_WhoseStorageTellsKeys_ComesBackWithThemAndWithoutASecret()
    {
        _scenario.Pools[0] = Pool("objects", "cephobject", "") with { Definition = Pool("objects", "cephobject", "").Definition with { Config = Config(("cephobject.radosgw.endpoint", "http://192.0.2.1:7480")) } };
        var bucket = Volume(VolumeType.Bucket, "default_photos") with { Pool = "objects" };
        _scenario.Volumes.Add(bucket with
        {
            Stored = bucket.Stored with { SizeBytes = 10 << 20, BucketKeys = [new StoredBucketKey("admin", "admin", "AK1"), new StoredBucketKey("reader", "read-only", "AK2")] },
        });

        var plan = await _scenario.BuildAndRehearseAsync();

        var planned = Assert.Single(plan.Create.Buckets);
        Assert.Equal("10MiB", planned.Config["size"]);
        Assert.Empty(plan.NotRecovered);
        Assert.Equal("objects", Assert.Single(plan.KeyPools).Name);
        Assert.Equal(["AK1", "AK2"], BucketSecrets.Needed(plan));
        var keys = Assert.Single(plan.Statements, statement => statement.Contains("storage_buckets_keys", StringComparison.Ordinal));
        Assert.Contains(BucketSecrets.Mark("AK1"), keys, StringComparison.Ordinal);
        Assert.Contains("'Admin user', 'AK1'", keys, StringComparison.Ordinal);
        Assert.Contains("NULL, ''", Assert.Single(plan.Statements, statement => statement.Contains("INTO storage_buckets (", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Project_ThatIsNew_SaysItsFeaturesAndGetsADefaultProfile()
    {
        _scenario.Answered(MissingKind.Project, "shop", "shop", new Definition { Config = Config(("features.networks", "true")) }, "shop/web");
        _scenario.Volumes.Add(Instance("shop_web", file => file with { Instance = file.Instance! with { Name = "web" } }));
        _scenario.Volumes.Add(Volume(VolumeType.Custom, "shop_data"));

        var plan = await _scenario.BuildAndRehearseAsync();

        var config = Assert.Single(plan.Create.Projects).Definition.Config;
        Assert.Equal(
            Config(
                ("features.images", "true"),
                ("features.networks", "true"),
                ("features.profiles", "true"),
                ("features.storage.buckets", "true"),
                ("features.storage.volumes", "true")),
            config);
        Assert.Equal(("shop", "default", false), (plan.Create.Profiles[0].Project, plan.Create.Profiles[0].Name, plan.Create.Profiles[0].Replaces));
        Assert.Equal("shop/web", plan.Create.Instances[0].Label);
        Assert.Contains(plan.Links, link => link.Path == "/var/lib/incus/containers/shop_web");
        Assert.Single(plan.Create.Volumes);
    }

    [Fact]
    public async Task Volume_OfAProjectThatIsNotThere_IsLeftOut()
    {
        _scenario.Volumes.Add(Volume(VolumeType.Custom, "shop_data"));

        var plan = await _scenario.BuildAsync();

        Assert.False(plan.HasChanges);
        Assert.Equal(("volume", "shop", "data"), (plan.NotRecovered[0].Kind, plan.NotRecovered[0].Project, plan.NotRecovered[0].Name));
    }

    private static ScannedVolume OnPool(string name, int age, params (string, string)[] config) => Instance(name, file => file with
    {
        Pool = new BackupPool { Name = "local", Driver = "btrfs", Description = "described", Config = Config(config) },
        ModifiedAt = DateTimeOffset.UnixEpoch.AddDays(age),
    });
}
