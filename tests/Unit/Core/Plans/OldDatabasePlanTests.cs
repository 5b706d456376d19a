using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Kept;
using Recover.Core.Databases.Raft;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Plans;
using Recover.Core.Storage;
using Xunit;
using static Recover.Tests.Unit.Core.Plans.PlanScenario;

namespace Recover.Tests.Unit.Core.Plans;

/// <summary>What an earlier database knows comes before backup files and what the disks tell.</summary>
public sealed class OldDatabasePlanTests : IDisposable
{
    private static readonly IncusTime Created = new(1_600_000_000, 0);

    private static readonly OldDatabase Earlier = new()
    {
        Directory = "global.bak",
        Source = CandidateSource.Raft,
        WrittenAt = DateTimeOffset.UnixEpoch,
        Contents = DatabaseContents.Nothing with
        {
            Pools = [new PoolRecord(1, "local", "dir", "spinning", Config(("source", "/var/lib/incus/storage-pools/local"), ("user.note", "kept")))],
        },
        Volumes =
        [
            new RecordedVolume(
                "local",
                "default",
                "data",
                new BackupVolume { Name = "data", Description = "customers", CreatedAt = Created, Config = Config(("size", "3GiB"), ("security.shifted", "true")) },
                [new BackupVolumeSnapshot { Name = "weekly", Description = "before", CreatedAt = Created, ExpiresAt = Created, Config = Config(("user.a", "b")) }]),
        ],
    };

    private readonly PlanScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task CustomVolume_ThatItKnew_GetsItsSettingsDatesAndSnapshots()
    {
        _scenario.Old.Add(Earlier);
        _scenario.Volumes.Add(Volume(VolumeType.Custom, "default_data", "weekly", "newer"));

        var plan = await _scenario.BuildAndRehearseAsync();

        var volume = Assert.Single(plan.Create.Volumes);
        Assert.Equal(("customers", Created), (volume.Description, volume.CreatedAt));
        Assert.Equal(Earlier.Volumes[0].Record.Config, volume.Config);
        Assert.Equal(CandidateTexts.OldDatabase(Earlier), volume.From);
        var weekly = Assert.Single(volume.Snapshots, snapshot => snapshot.Name == "weekly");
        Assert.Equal(("before", Created, Created), (weekly.Description, weekly.CreatedAt, weekly.ExpiresAt));
        Assert.Equal(Config(("user.a", "b")), weekly.Config);
        Assert.Contains(volume.Snapshots, snapshot => snapshot.Name == "newer");
        Assert.DoesNotContain(plan.Notes, note => note.Finding.Code == FindingCode.VolumeSettingsUnknown);
    }

    [Fact]
    public async Task CustomVolume_ThatItDidNotKnow_IsToldFromTheDisk()
    {
        _scenario.Old.Add(Earlier);
        _scenario.Volumes.Add(Volume(VolumeType.Custom, "default_other"));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(PlanTexts.FromStorage("local"), Assert.Single(plan.Create.Volumes).From);
        Assert.Contains(plan.Notes, note => note.Finding.Code == FindingCode.VolumeSettingsUnknown);
    }

    [Fact]
    public async Task Pool_ThatItKnew_GetsItsConfigBeforeThatOfABackupFile()
    {
        _scenario.Old.Add(Earlier);
        _scenario.Volumes.Add(Instance("c1"));

        var plan = await _scenario.BuildAndRehearseAsync();

        var pool = Assert.Single(plan.Create.Pools);
        Assert.Equal("spinning", pool.Description);
        Assert.Equal("kept", pool.Config["user.note"]);
        Assert.Equal(CandidateTexts.OldDatabase(Earlier), pool.From);
    }

    [Theory]
    [InlineData("linstor", "")]
    [InlineData("lvmcluster", "lvm")]
    [InlineData("truenas", "truenas_incus_ctl")]
    public async Task Pool_ThatDaemonsKeep_ComesBackWithItsCustomVolumesAsRecorded(string driver, string tool)
    {
        _scenario.Tools.Add(tool);
        _scenario.Old.Add(WithShared(driver));
        _scenario.Volumes.Add(Instance("c1"));

        var plan = await _scenario.BuildAndRehearseAsync();

        var pool = Assert.Single(plan.Create.Pools, pool => pool.Name == "shared");
        Assert.Equal((driver, "for all", CandidateTexts.OldDatabase(Earlier)), (pool.Driver, pool.Description, pool.From));
        var volume = Assert.Single(plan.Create.Volumes);
        Assert.Equal(("shared", "disk", ContentType.Block, "kept there", Created), (volume.Pool, volume.Name, volume.ContentType, volume.Description, volume.CreatedAt));
        Assert.Equal(("s0", Created), (Assert.Single(volume.Snapshots).Name, volume.Snapshots[0].CreatedAt));
        var (needed, missing) = (Finding.Of(FindingCode.PoolNeedsItsDaemons, driver, StorageTexts.DaemonsOf(driver)!), Finding.Of(FindingCode.ProjectMissing, "lost"));
        Assert.Equal(
            [new NotRecovered("instance", "default", "vm1", needed.Message, needed.Remedy), new NotRecovered("volume", "lost", "other", missing.Message, missing.Remedy)],
            plan.NotRecovered.OrderBy(item => item.Kind, StringComparer.Ordinal));
        Assert.Equal("1", Assert.Single(plan.Notes, note => note.Finding.Code == FindingCode.PoolOnlyRecorded).Finding.Arguments[1]);
        using var connection = SqliteSession.Open(await _scenario.ApplyAsync(plan));
        Assert.Equal(1, SqliteSession.Scalar<long>(connection, "SELECT count(*) FROM storage_volumes WHERE name = 'disk' AND content_type = 1 AND node_id IS NULL"));
    }

    [Fact]
    public async Task Pool_ThatDaemonsKeep_WithoutItsTools_IsNamedOnly()
    {
        _scenario.Old.Add(WithShared("lvmcluster"));
        _scenario.Volumes.Add(Instance("c1"));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal("local", Assert.Single(plan.Create.Pools).Name);
        Assert.Empty(plan.Create.Volumes);
        Assert.Equal(("pool", "shared"), (Assert.Single(plan.NotRecovered).Kind, plan.NotRecovered[0].Name));
    }

    [Fact]
    public async Task Pool_ThatDaemonsKeepAndOnlyABackupFileKnows_ComesBackWithTheVolumeOfTheInstance()
    {
        var pool = new BackupPool { Name = "shared", Driver = "linstor", Description = "for all", Config = Config(("linstor.resource_group.name", "g")) };
        var disk = new BackupVolume { Name = "disk", Type = "custom", ContentType = "block", Project = "default", Description = "of c1", CreatedAt = Created, Config = Config(("dependent", "true")) };
        _scenario.Volumes.Add(Instance("c1", file => file with
        {
            DependentVolumes =
            [
                new BackupDependentVolume(pool, disk, [new BackupVolumeSnapshot { Name = "s0", CreatedAt = Created }]),
                new BackupDependentVolume(pool, disk with { Name = "odd", ContentType = "of a later version" }, []),
            ],
        }));

        var plan = await _scenario.BuildAndRehearseAsync();

        var from = PlanTexts.FromBackupFileOf("default/c1", DateTimeOffset.UnixEpoch);
        var made = Assert.Single(plan.Create.Pools, made => made.Name == "shared");
        Assert.Equal(("linstor", "for all", "g", from), (made.Driver, made.Description, made.Config["linstor.resource_group.name"], made.From));
        var volume = Assert.Single(plan.Create.Volumes);
        Assert.Equal(("shared", "disk", ContentType.Block, "of c1", Created, from), (volume.Pool, volume.Name, volume.ContentType, volume.Description, volume.CreatedAt, volume.From));
        Assert.Equal("s0", Assert.Single(volume.Snapshots).Name);
        Assert.Equal("1", Assert.Single(plan.Notes, note => note.Finding.Code == FindingCode.PoolOnlyRecorded).Finding.Arguments[1]);
    }

    [Fact]
    public async Task Pool_ThatDaemonsKeep_IsNotMadeInADatabaseInUse()
    {
        _scenario.Old.Add(WithShared("linstor"));
        _scenario.Dump = _scenario.Dump.Replace("COMMIT;", "INSERT INTO storage_pools VALUES (1, 'other', 'dir', '', 1);\nCOMMIT;", StringComparison.Ordinal);
        _scenario.Volumes.Add(Instance("c1"));

        Assert.DoesNotContain((await _scenario.BuildAsync()).Create.Pools, pool => pool.Name == "shared");
    }

    [Fact]
    public async Task Records_ThatNobodyAskedAbout_AreCarriedAndOthersComeAsAnswered()
    {
        var acl = Record(RecordKind.NetworkAcl, "networks_acls", "inner", ("ingress", "[]"), ("egress", "[]"));
        var web = Record(RecordKind.Profile, "profiles", "web");
        var unused = Record(RecordKind.Profile, "profiles", "unused");
        _scenario.Old.Add(Earlier with { Kept = [acl, web, unused] });
        _scenario.Answered(MissingKind.Profile, "default", "web", new Definition { Description = "as answered" }, "default/c1");
        _scenario.Volumes.Add(Instance("c1"));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal([acl, unused], plan.Create.Kept);
        Assert.Equal("as answered", Assert.Single(plan.Create.Profiles).Definition.Description);
        Assert.Empty(PlanCheck.Problems(plan, _scenario.Reading!));
        Assert.Empty(KeptRecordCheck.Missing(await _scenario.ApplyAsync(plan), plan.Create.Kept));
    }

    [Fact]
    public async Task Records_OfAProjectThatIsLeftOut_AreNamed()
    {
        var project = RowReference.Project("gone");
        var row = new KeptRow(
            new RowReference("networks_zones", [new KeptValue("name", "lab", null)]),
            [new KeptValue("project_id", null, project), new KeptValue("name", "lab", null), new KeptValue("description", "", null)],
            Replaces: false);
        _scenario.Old.Add(Earlier with { Kept = [new KeptRecord(RecordKind.NetworkZone, [row], "before")] });

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Empty(plan.Create.Kept);
        Assert.Equal("networkZone", Assert.Single(plan.NotRecovered).Kind);
    }

    [Fact]
    public async Task PlanFile_WithCarriedRecords_ReadsAsItWasWritten()
    {
        _scenario.Old.Add(Earlier with { Kept = [Record(RecordKind.NetworkAcl, "networks_acls", "inner", ("ingress", "[]"), ("egress", "[]"))] });
        var plan = await _scenario.BuildAndRehearseAsync();
        var file = _scenario.PathOf("plan.json");

        await PlanFile.WriteAsync(file, plan, TestContext.Current.CancellationToken);
        var read = await PlanFile.ReadAsync(file, TestContext.Current.CancellationToken);

        Assert.Empty(PlanCheck.Problems(read, _scenario.Reading!));
        Assert.Equal(plan.Create.Kept[0].Self.Identity, read.Create.Kept[0].Self.Identity);
    }

    private static OldDatabase WithShared(string driver) => Earlier with
    {
        Contents = DatabaseContents.Nothing with
        {
            Pools = [new PoolRecord(2, "shared", driver, "for all", Config(("source", "vg0"), ("lvm.vg_name", "vg0")))],
            Volumes = [new VolumeRecord(3, "shared", VolumeType.VirtualMachine, "default", "vm1", []), new VolumeRecord(4, "shared", VolumeType.Custom, "default", "disk", ["s0"])],
        },
        Volumes =
        [
            new RecordedVolume(
                "shared",
                "default",
                "disk",
                new BackupVolume { Name = "disk", Description = "kept there", CreatedAt = Created, Config = Config(("size", "1GiB")) },
                [new BackupVolumeSnapshot { Name = "s0", CreatedAt = Created }]) { ContentType = ContentType.Block },
            new RecordedVolume("shared", "lost", "other", new BackupVolume { Name = "other" }, []),
        ],
    };

    private static KeptRecord Record(RecordKind kind, string table, string name, params (string Column, string Text)[] more)
    {
        var self = RowReference.InProject(table, "default", name);
        KeptValue[] values = [.. self.Key, new KeptValue("description", "", null), .. more.Select(value => new KeptValue(value.Column, value.Text, null))];
        return new KeptRecord(kind, [new KeptRow(self, [.. values], Replaces: false)], "before");
    }
}
