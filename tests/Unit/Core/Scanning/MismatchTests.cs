using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Scanning;
using Recover.Core.Scanning.Mismatches;
using Recover.Core.Storage;
using Recover.Tests.Unit.Core.Hosts;
using Recover.Tests.Unit.Core.Plans;
using Xunit;

namespace Recover.Tests.Unit.Core.Scanning;

/// <summary>Everything by which a database and the disks can fail to go together, and what must never be taken for that.</summary>
public sealed class MismatchTests
{
    private static readonly string Fingerprint = new('a', 64);

    private readonly List<InstanceRecord> _instances = [];
    private readonly List<VolumeRecord> _records = [];
    private readonly List<ScannedVolume> _disk = [Known(PlanScenario.Instance("rock")), Known(PlanScenario.Volume(VolumeType.Custom, "default_stone"))];
    private DatabaseContents _contents = new()
    {
        NodeCount = 1,
        Pools = [new PoolRecord(1, "local", "dir", "", ConfigMaps.Empty), new PoolRecord(2, "other", "dir", "", ConfigMaps.Empty)],
    };

    private bool _isOtherRead = true;
    private ImmutableSortedSet<string>? _images = [];

    public MismatchTests()
    {
        Record("rock");
        _records.Add(new VolumeRecord(90, "local", VolumeType.Custom, "default", "stone", []));
        _records.Add(new VolumeRecord(91, "other", VolumeType.Custom, "default", "far", []));
        _disk.Add(Known(PlanScenario.Volume(VolumeType.Custom, "default_far")) with { Pool = "other" });
    }

    [Fact]
    public void Find_WhatGoesTogether_IsNoMismatch() => Assert.Empty(Run().Mismatches);

    [Fact]
    public void Find_InstanceWithoutData_IsAGhostWithItsRootVolume()
    {
        Record("c1", "s0");

        var ghost = Only(MismatchKind.InstanceGhost, "local", "default/c1");

        Assert.Equal([RecordTable.Instance, RecordTable.Volume], ghost.Records.Select(record => record.Table));
        Assert.Equal([AnswerKind.LeaveOut, AnswerKind.Remove], AnswerRules.Kinds(ghost));
    }

    [Theory]
    [InlineData("local")]
    [InlineData("other")]
    public void Find_PoolThatCouldNotBeRead_MakesNoGhosts(string pool)
    {
        _isOtherRead = false;
        Record("c1", pool);
        _records.Add(new VolumeRecord(50, pool, VolumeType.Custom, "default", "data", ["s0"]));

        Assert.Equal(pool == "local" ? 2 : 0, Run().Mismatches.Length);
    }

    [Fact]
    public void Find_PoolWithNothingOfWhatIsRecorded_IsStrangeAndMakesNoGhosts()
    {
        _disk.RemoveAll(volume => volume.Pool == "other");

        var inventory = Run();

        Assert.Empty(inventory.Mismatches);
        Assert.Contains(inventory.Pools.Single(pool => pool.Definition.Name == "other").Findings, finding => finding.Code == FindingCode.PoolStrange);
    }

    [Fact]
    public void Find_UnreadDatabaseClusterOrDamage_SaysNothing()
    {
        Record("c1");
        _contents = _contents with { NodeCount = 2 };

        Assert.Empty(Run().Mismatches);
    }

    [Fact]
    public void Find_CustomVolumeAndBucketWithoutData_AreGhosts()
    {
        _records.Add(new VolumeRecord(50, "local", VolumeType.Custom, "default", "data", ["s0"]));
        _contents = _contents with { Buckets = [new BucketRecord(1, "local", "default", "files")] };

        Assert.Equal(
            [(MismatchKind.VolumeGhost, "default/data"), (MismatchKind.BucketGhost, "default/files")],
            Run().Mismatches.Select(mismatch => (mismatch.Kind, mismatch.Label)));
    }

    [Fact]
    public void Find_ImageWithoutFile_IsAGhostOnlyWhereTheDirectoryWasRead()
    {
        _contents = _contents with { Images = [new ImageRecord("default", Fingerprint)] };

        Assert.Equal($"imageGhost:default/{Fingerprint}", Assert.Single(Run().Mismatches).Id);
        _images = [Fingerprint];
        Assert.Empty(Run().Mismatches);
        _images = null;
        Assert.Empty(Run().Mismatches);
    }

    [Fact]
    public void Find_InstanceWithoutRootVolume_CanBeMadeWholeFromItsDisk()
    {
        _instances.Add(new InstanceRecord(7, "default", "c1", false, null, []) { RootPool = "local" });
        _disk.Add(PlanScenario.Instance("c1"));

        var alone = Only(MismatchKind.InstanceAlone, "local", "default/c1");

        Assert.Equal(_disk[^1].Id, alone.VolumeId);
        Assert.Equal([AnswerKind.LeaveOut, AnswerKind.Recover, AnswerKind.Remove], AnswerRules.Kinds(alone));
    }

    [Fact]
    public void Find_InstanceWithoutRootVolumeAndData_IsAGhostOnlyWhenItsPoolWasRead()
    {
        _instances.Add(new InstanceRecord(7, "default", "c1", false, null, []) { RootPool = "other" });
        _instances.Add(new InstanceRecord(8, "default", "c2", false, null, []));
        Assert.Equal(["default/c1", "default/c2"], Run().Mismatches.Select(mismatch => mismatch.Label).Order(StringComparer.Ordinal));

        _isOtherRead = false;
        Assert.Empty(Run().Mismatches);
    }

    [Fact]
    public void Find_RootVolumeWithoutInstance_IsAskedWithTheVolumeOrIsAGhost()
    {
        _records.Add(new VolumeRecord(50, "local", VolumeType.Container, "default", "c1", []));
        _records.Add(new VolumeRecord(51, "local", VolumeType.VirtualMachine, "default", "v1", []));
        _disk.Add(PlanScenario.With(PlanScenario.Instance("c1"), Finding.Of(FindingCode.VolumeAlreadyRecorded)) with { State = VolumeState.Question });

        var inventory = Run();

        Assert.Equal([MismatchKind.RootVolumeGhost, MismatchKind.RootVolumeAlone], inventory.Mismatches.Select(mismatch => mismatch.Kind));
        Assert.True(inventory.Mismatches[1].IsAskedWithVolume);
        Assert.Equal(Answer.VolumeQuestion(_disk[^1].Id), Answer.RecordQuestion(inventory.Mismatches[1]));
    }

    [Fact]
    public void Find_SecondRootVolumeWithoutData_IsAGhostAndTheInstanceIsNot()
    {
        Record("c1");
        _disk.Add(Known(PlanScenario.Instance("c1")));
        _records.Add(new VolumeRecord(51, "other", VolumeType.Container, "default", "c1", []));

        Only(MismatchKind.RootVolumeGhost, "other", "default/c1");
    }

    [Theory]
    [InlineData(true, true, false, MismatchKind.SnapshotGhost)]
    [InlineData(true, false, false, MismatchKind.SnapshotGhost)]
    [InlineData(false, true, false, MismatchKind.SnapshotGhost)]
    [InlineData(true, false, true, MismatchKind.InstanceSnapshotAlone)]
    [InlineData(false, true, true, MismatchKind.VolumeSnapshotAlone)]
    [InlineData(false, false, true, MismatchKind.SnapshotUnrecorded)]
    public void Find_SnapshotOfAnInstance_IsToldByWhereItIs(bool ofInstance, bool ofVolume, bool onDisk, MismatchKind kind)
    {
        _instances.Add(new InstanceRecord(7, "default", "c1", false, null, ofInstance ? ["s0"] : []));
        _records.Add(new VolumeRecord(50, "local", VolumeType.Container, "default", "c1", ofVolume ? ["s0"] : []));
        _disk.Add(Known(PlanScenario.Instance("c1", null, onDisk ? ["s0"] : [])));

        var found = Only(kind, "local", "default/c1/s0");

        Assert.Equal((ofInstance ? 1 : 0) + (ofVolume ? 1 : 0), found.Records.Length);
        Assert.Equal(onDisk, found.CanRebuild);
    }

    [Theory]
    [InlineData(true, MismatchKind.SnapshotGhost)]
    [InlineData(false, MismatchKind.SnapshotUnrecorded)]
    public void Find_SnapshotOfAVolume_IsToldByWhereItIs(bool recorded, MismatchKind kind)
    {
        _records.Add(new VolumeRecord(50, "local", VolumeType.Custom, "default", "data", recorded ? ["s0"] : []));
        _disk.Add(Known(PlanScenario.Volume(VolumeType.Custom, "default_data", recorded ? [] : ["s0"])));

        Only(kind, "local", "default/data/s0");
    }

    [Fact]
    public void Find_VolumeThatCouldNotBeLookedAt_SaysNothingOfItsSnapshots()
    {
        _records.Add(new VolumeRecord(50, "local", VolumeType.Custom, "default", "data", ["s0"]));
        _disk.Add(PlanScenario.With(Known(PlanScenario.Volume(VolumeType.Custom, "default_data")), Finding.Of(FindingCode.VolumeUnreadable)));

        Assert.Empty(Run().Mismatches);
    }

    [Fact]
    public void Find_DanglingRows_AreNamedByTableAndColumn()
    {
        _contents = _contents with { Dangling = [new DanglingRows("instances_config", "instance_id", "instances", 3)] };

        Assert.Equal("rowsDangling:instances_config.instance_id", Assert.Single(Run().Mismatches).Id);
    }

    [Fact]
    public void BestAnswers_OfAllKinds_MakeWholeAndNeverRemove()
    {
        Record("ghost");
        _instances.Add(new InstanceRecord(7, "default", "c1", false, null, []) { RootPool = "local" });
        _disk.Add(PlanScenario.Instance("c1"));

        var answers = BestAnswers.For(Run(), [], [], "anna", DateTimeOffset.UnixEpoch);

        Assert.Equal([AnswerKind.LeaveOut, AnswerKind.Recover], answers.Select(answer => answer.Kind));
    }

    [Fact]
    public void Rules_AnswersThatDoNotFit_AreRefused()
    {
        Record("ghost");
        var inventory = Run();
        var question = Answer.RecordQuestion(inventory.Mismatches[0]);

        Assert.Null(Problem(AnswerKind.Remove));
        Assert.Null(Problem(AnswerKind.LeaveOut));
        Assert.NotNull(Problem(AnswerKind.Recover));
        Assert.NotNull(Problem(AnswerKind.Accept));

        string? Problem(AnswerKind kind) => AnswerRules.Problem(
            inventory, [], [], new Answer { QuestionId = question, Kind = kind, By = "anna", At = DateTimeOffset.UnixEpoch });
    }

    [Theory]
    [InlineData(1_700_000_001, 0, 1_600_000_000, true)]
    [InlineData(1_700_000_001, 1, 1_600_000_000, false)]
    [InlineData(1_500_000_000, 0, 1_400_000_000, false)]
    [InlineData(1_700_000_001, 0, 1_700_000_002, false)]
    public void Find_InstanceNewerThanAllThatIsKnown_SaysThatTheDatabaseWentBack(long createdAt, int numbersGone, long databaseMadeAt, bool wentBack)
    {
        _contents = _contents with
        {
            NewestAt = new IncusTime(1_700_000_000, 0),
            MadeAt = new IncusTime(databaseMadeAt, 0),
            HighestIds = _contents.HighestIds.Add("instances", _instances.Max(instance => instance.Id) + numbersGone),
        };
        _disk.Add(PlanScenario.Instance("later", file => file with { Instance = file.Instance! with { CreatedAt = new IncusTime(createdAt, 0) } }));

        Assert.Equal(wentBack, Run().Findings.Any(finding => finding.Code == FindingCode.DatabaseWentBack && finding.Message.Contains("default/later", StringComparison.Ordinal)));
    }

    private static ScannedVolume Known(ScannedVolume volume) => volume with { State = VolumeState.Known };

    private void Record(string name, params string[] snapshots)
    {
        var pool = snapshots is ["other"] ? "other" : "local";
        ImmutableArray<string> names = snapshots is ["other"] or ["local"] ? [] : [.. snapshots];
        _instances.Add(new InstanceRecord(_instances.Count + 1, "default", name, false, null, names));
        _records.Add(new VolumeRecord(_records.Count + 1, pool, VolumeType.Container, "default", name, names));
    }

    private Mismatch Only(MismatchKind kind, string pool, string label)
    {
        var only = Assert.Single(Run().Mismatches);
        Assert.Equal((kind, pool, label), (only.Kind, only.Pool, only.Label));
        return only;
    }

    private Inventory Run() => MismatchFinder.Run(new Inventory
    {
        Host = ServingHost.Survey with { Images = _images },
        Database = new DatabaseReading
        {
            Condition = DatabaseCondition.Served,
            Source = DatabaseSource.Daemon,
            Contents = _contents with { Instances = [.. _instances], Volumes = [.. _records] },
        },
        Pools = [PlanScenario.Pool("local"), PlanScenario.Pool("other") with { Read = _isOtherRead }],
        Volumes = [.. _disk],
        ScannedAt = DateTimeOffset.UnixEpoch,
    });
}
