using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Plans;
using Recover.Core.Scanning;
using Recover.Core.Scanning.Mismatches;
using Recover.Core.Storage;
using Recover.Tests.Unit.Core.Databases;
using Xunit;
using static Recover.Tests.Unit.Core.Plans.PlanScenario;

namespace Recover.Tests.Unit.Core.Plans;

/// <summary>Records that go or are made whole, on the database of a real host.</summary>
public sealed class RemovalPlanTests : IDisposable
{
    private readonly PlanScenario _scenario = new() { Dump = CapturedDump.Read("original") };

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Remove_InstanceGhost_TakesExactlyWhatHangsOnIt()
    {
        var ghost = Ghost("c1");
        Ask(ghost, AnswerKind.Remove);

        var plan = await _scenario.BuildAndRehearseAsync();

        var removal = Assert.Single(plan.Remove);
        using var before = SqliteSession.Open(_scenario.Reading!.CopyFile!);
        using var after = SqliteSession.Open(await _scenario.ApplyAsync(plan));
        Assert.Equal(removal.Rows, Rows(before) - Rows(after));
        Assert.Equal("c0", SqliteSession.Scalar<string>(after, "SELECT group_concat(name) FROM instances"));
        Assert.Equal(0, SqliteSession.Scalar<int>(after, "SELECT count(*) FROM storage_volumes WHERE name = 'c1'"));
        Assert.Equal(0, SqliteSession.Scalar<int>(after, "SELECT count(*) FROM pragma_foreign_key_check"));
        Assert.Empty(PlanCheck.Problems(plan, _scenario.Reading!));
        Assert.Equal(1, plan.ChangeCount);
    }

    [Theory]
    [InlineData("INSERT INTO instances_backups (instance_id, name) VALUES (1, 'later')")]
    [InlineData("INSERT INTO instances_config (instance_id, key, value) VALUES (1, 'user.later', 'x')")]
    [InlineData("DELETE FROM instances_snapshots WHERE name = 'snap0'")]
    [InlineData("UPDATE instances SET name = 'renamed' WHERE name = 'c1'")]
    public async Task Remove_OtherRowsThanPlanned_ChangesNothing(string meanwhile)
    {
        Ask(Ghost("c1"), AnswerKind.Remove);
        var plan = await _scenario.BuildAsync();
        var file = _scenario.PathOf("later.sqlite");
        File.Copy(_scenario.Reading!.CopyFile!, file);
        await DatabaseFile.ApplyPatchAsync(file, meanwhile, TestContext.Current.CancellationToken);
        using var before = SqliteSession.Open(file);
        var rows = Rows(before);

        await Assert.ThrowsAsync<DatabaseFileException>(() =>
            DatabaseFile.ApplyPatchAsync(file, string.Concat(plan.Statements.Select(statement => $"{statement};\n")), TestContext.Current.CancellationToken));

        using var after = SqliteSession.Open(file);
        Assert.Equal(rows, Rows(after));
    }

    [Theory]
    [InlineData(AnswerKind.LeaveOut)]
    [InlineData(null)]
    public async Task Remove_WithoutTheAnswer_IsNotPlanned(AnswerKind? answer)
    {
        var ghost = Ghost("c1");
        Ask(ghost, answer);

        var plan = await _scenario.BuildAsync();

        Assert.Empty(plan.Remove);
        Assert.False(plan.HasChanges);
    }

    [Fact]
    public async Task Remove_EveryKind_IsGone()
    {
        var snapshot = new RecordReference { Table = RecordTable.InstanceSnapshot, Project = "default", Name = "c0", Snapshot = "s0" };
        var fingerprint = "3fbf9bbdc6f37cb7ff96e360069b0e3c4f63d7e1dd01e10cf38f86b939dab2c5";
        Ask(Odd(MismatchKind.SnapshotGhost, "default/c0/s0", snapshot, snapshot with { Table = RecordTable.VolumeSnapshot, Pool = "local", Type = VolumeType.Container }), AnswerKind.Remove);
        Ask(Odd(MismatchKind.VolumeGhost, "default/data1", Volume("data1", VolumeType.Custom)), AnswerKind.Remove);
        Ask(Odd(MismatchKind.ImageGhost, $"default/{fingerprint}", new RecordReference { Table = RecordTable.Image, Project = "default", Name = fingerprint }), AnswerKind.Remove);

        var plan = await _scenario.BuildAndRehearseAsync();

        using var after = SqliteSession.Open(await _scenario.ApplyAsync(plan));
        Assert.Equal(3, plan.Remove.Length);
        Assert.Equal("snap0,snap1", SqliteSession.Scalar<string>(after, "SELECT group_concat(name) FROM (SELECT name FROM instances_snapshots ORDER BY name)"));
        Assert.Equal("snap0,snap1", SqliteSession.Scalar<string>(after, "SELECT group_concat(name) FROM (SELECT name FROM storage_volumes_snapshots ORDER BY name)"));
        Assert.Equal(0, SqliteSession.Scalar<int>(after, "SELECT count(*) FROM images"));
        Assert.Equal(0, SqliteSession.Scalar<int>(after, "SELECT count(*) FROM images_aliases"));
    }

    [Fact]
    public async Task Remove_DanglingRows_TakesNoOthers()
    {
        _scenario.Dump = _scenario.Dump.Replace("COMMIT;", "DELETE FROM instances WHERE name = 'c1'; COMMIT;", StringComparison.Ordinal);
        await _scenario.BuildAsync();
        var dangling = _scenario.Reading!.Contents.Dangling;
        Assert.Contains(dangling, rows => (rows.Table, rows.Column, rows.Parent) == ("instances_config", "instance_id", "instances") && rows.Rows > 0);
        foreach (var rows in dangling)
        {
            Ask(Odd(MismatchKind.RowsDangling, $"{rows.Table}.{rows.Column}", new RecordReference { Table = RecordTable.Dangling, Dangling = rows }), AnswerKind.Remove);
        }

        var plan = await _scenario.BuildAndRehearseAsync();

        using var after = SqliteSession.Open(await _scenario.ApplyAsync(plan));
        Assert.Equal(0, SqliteSession.Scalar<int>(after, "SELECT count(*) FROM pragma_foreign_key_check"));
        Assert.Equal("c0", SqliteSession.Scalar<string>(after, "SELECT group_concat(name) FROM instances"));
        Assert.NotEqual(0, SqliteSession.Scalar<int>(after, "SELECT count(*) FROM instances_config"));
    }

    [Fact]
    public async Task Check_PlanFileWithAnotherName_IsRefused()
    {
        Ask(Ghost("c1"), AnswerKind.Remove);
        var plan = await _scenario.BuildAsync();
        var other = plan.Remove[0] with
        {
            Records = [plan.Remove[0].Records[0] with { Hanging = [new HangingRows("x; DROP TABLE instances", "id", "instances", 0)] }],
        };

        Assert.NotEmpty(PlanCheck.Problems(plan with { Remove = [other] }, _scenario.Reading!));
        Assert.NotEmpty(PlanCheck.Problems(plan with { Remove = [] }, _scenario.Reading!));
    }

    [Fact]
    public async Task Rebuild_RootVolume_IsWrittenAsARecoveryWouldWriteIt()
    {
        _scenario.Dump = _scenario.Dump.Replace(
            "COMMIT;",
            """
            DELETE FROM storage_volumes_snapshots_config WHERE storage_volume_snapshot_id = 8; DELETE FROM storage_volumes_config WHERE storage_volume_id = 7;
            DELETE FROM storage_volumes_snapshots WHERE id = 8; DELETE FROM storage_volumes WHERE id = 7; COMMIT;
            """,
            StringComparison.Ordinal);
        var there = Instance("c0", null, "s0", "unrecorded") with { State = VolumeState.Broken };
        _scenario.Volumes.Add(there);
        Ask(Odd(MismatchKind.InstanceAlone, "default/c0", RecordReference.Instance("default", "c0")) with { VolumeId = there.Id }, AnswerKind.Recover);

        var plan = await _scenario.BuildAndRehearseAsync();

        var volume = Assert.Single(plan.Create.RootVolumes);
        Assert.Equal(["s0"], volume.Snapshots.Select(snapshot => snapshot.Name));
        Assert.DoesNotContain(plan.NotRecovered, lost => lost.Name == "c0");
        Assert.Contains(plan.Links, link => link.Path.EndsWith("/containers/c0", StringComparison.Ordinal));
        using var after = SqliteSession.Open(await _scenario.ApplyAsync(plan));
        Assert.Equal(1, SqliteSession.Scalar<int>(after, "SELECT count(*) FROM storage_volumes WHERE name = 'c0' AND type = 0"));
        Assert.Equal(
            "s0",
            SqliteSession.Scalar<string>(after, "SELECT group_concat(s.name) FROM storage_volumes_snapshots s JOIN storage_volumes v ON v.id = s.storage_volume_id WHERE v.name = 'c0'"));
    }

    [Theory]
    [InlineData(MismatchKind.InstanceSnapshotAlone, 0, 1)]
    [InlineData(MismatchKind.VolumeSnapshotAlone, 1, 0)]
    [InlineData(MismatchKind.SnapshotUnrecorded, 1, 1)]
    public async Task Rebuild_Snapshot_WritesTheHalfThatIsMissing(MismatchKind kind, int ofInstance, int ofVolume)
    {
        _scenario.Dump = _scenario.Dump.Replace(
            "COMMIT;",
            $"""
            DELETE FROM instances_snapshots WHERE id = 3 AND {ofInstance}; DELETE FROM storage_volumes_snapshots WHERE id = 8 AND {ofVolume}; COMMIT;
            """,
            StringComparison.Ordinal);
        var there = Instance("c0", null, "s0") with { State = VolumeState.Known };
        _scenario.Volumes.Add(there);
        Ask(Odd(kind, "default/c0/s0") with { VolumeId = there.Id, Snapshot = "s0" }, AnswerKind.Recover);

        var plan = await _scenario.BuildAndRehearseAsync();

        var record = Assert.Single(plan.Create.SnapshotRecords);
        Assert.Equal((ofInstance == 1, ofVolume == 1), (record.OfInstance, record.OfVolume));
        using var after = SqliteSession.Open(await _scenario.ApplyAsync(plan));
        Assert.Equal(1, SqliteSession.Scalar<int>(after, "SELECT count(*) FROM instances_snapshots WHERE instance_id = 2 AND name = 's0'"));
        Assert.Equal(1, SqliteSession.Scalar<int>(after, "SELECT count(*) FROM storage_volumes_snapshots WHERE storage_volume_id = 7 AND name = 's0'"));
    }

    [Fact]
    public async Task Rebuild_SnapshotOfAVolume_IsToldFromTheDisk()
    {
        _scenario.Dump = _scenario.Dump.Replace("COMMIT;", "DELETE FROM storage_volumes_snapshots WHERE name = 'vs0'; COMMIT;", StringComparison.Ordinal);
        var there = PlanScenario.Volume(VolumeType.Custom, "default_data1", "vs0") with { State = VolumeState.Known };
        _scenario.Volumes.Add(there);
        Ask(Odd(MismatchKind.SnapshotUnrecorded, "default/data1/vs0") with { VolumeId = there.Id, Snapshot = "vs0" }, AnswerKind.Recover);

        var plan = await _scenario.BuildAndRehearseAsync();

        using var after = SqliteSession.Open(await _scenario.ApplyAsync(plan));
        Assert.Equal(1, SqliteSession.Scalar<int>(after, "SELECT count(*) FROM storage_volumes_snapshots WHERE storage_volume_id = 1 AND name = 'vs0'"));
    }

    private static RecordReference Volume(string name, VolumeType type) =>
        new() { Table = RecordTable.Volume, Pool = "local", Project = "default", Name = name, Type = type };

    private static Mismatch Ghost(string name) =>
        Odd(MismatchKind.InstanceGhost, $"default/{name}", RecordReference.Instance("default", name), Volume(name, VolumeType.Container));

    private static Mismatch Odd(MismatchKind kind, string label, params ImmutableArray<RecordReference> records) =>
        new() { Kind = kind, Pool = "local", Label = label, Finding = Finding.Of(FindingCode.InstanceGhost, label, "local"), Records = records };

    private static long Rows(Microsoft.Data.Sqlite.SqliteConnection connection) =>
        DatabaseTables.Names(connection).Sum(table => SqliteSession.Scalar<long>(connection, $"SELECT count(*) FROM {DatabaseTables.Quoted(table)}"));

    private void Ask(Mismatch mismatch, AnswerKind? answer)
    {
        _scenario.Mismatches.Add(mismatch);
        if (answer is { } kind)
        {
            _scenario.Answer(Answer.RecordQuestion(mismatch), kind);
        }
    }
}
