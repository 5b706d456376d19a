using System.Collections.Immutable;
using Recover.Core.Databases;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases;

public sealed class RehearsalDatabaseTests : IDisposable
{
    private const string Instance = "INSERT INTO instances VALUES (9,1,'w',2,0,0,'2026-01-01 00:00:00+00:00',0,NULL,'',1,NULL)";
    private const string Volume = "INSERT INTO storage_volumes VALUES (20,'w',1,1,0,'',1,0,'2026-01-01 00:00:00+00:00')";
    private const string Profile = "INSERT INTO instances_profiles VALUES (30,9,1,1)";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Run_StatementsThatHold_PassesAndCountsRows()
    {
        var result = await RunAsync(Instance, Volume, Profile);

        Assert.True(result.Passed, string.Join(" ", result.Problems));
        Assert.True(result.Passed);
        Assert.Equal(3, result.Statements);
        Assert.Equal(3, result.RowsAdded);
        Assert.Equal(1, result.RowChanges["storage_volumes"]);
    }

    [Fact]
    public async Task Run_LeavesTheCopyAndTheDirectoryAsTheyWere()
    {
        var copy = await CopyAsync();
        var before = await File.ReadAllBytesAsync(copy, TestContext.Current.CancellationToken);

        await RehearsalDatabase.RunAsync(copy, [Instance, Volume, Profile], _directory.Root, TestContext.Current.CancellationToken);

        Assert.Equal(before, await File.ReadAllBytesAsync(copy, TestContext.Current.CancellationToken));
        Assert.Equal([copy], Directory.GetFiles(_directory.Root));
    }

    [Fact]
    public async Task Run_StatementThatIsRefused_NamesItAndSQLitesWords()
    {
        var result = await RunAsync(Instance, "INSERT INTO nowhere VALUES (1)");

        Assert.Equal([DatabaseTexts.StatementRefused(2, "SQLite Error 1: 'no such table: nowhere'.")], result.Problems);
    }

    [Fact]
    public async Task Run_RowWithoutItsParent_IsRefused()
    {
        var result = await RunAsync("INSERT INTO instances_config (instance_id, key, value) VALUES (99, 'a', 'b')");

        Assert.False(result.Passed);
    }

    public static TheoryData<string, string> Breaks => new()
    {
        { nameof(RehearsalCheck.RootVolume), "DELETE FROM storage_volumes WHERE id = 20" },
        { nameof(RehearsalCheck.SnapshotPairs), "INSERT INTO instances_snapshots VALUES (9,9,'s','2026-01-01 00:00:00+00:00',0,'',NULL)" },
        { nameof(RehearsalCheck.SnapshotPairs), "INSERT INTO storage_volumes_snapshots VALUES (21,20,'s','',NULL,'2026-01-01 00:00:00+00:00'); UPDATE sqlite_sequence SET seq=21 WHERE name='storage_volumes'" },
        { nameof(RehearsalCheck.RootDisk), "DELETE FROM instances_profiles WHERE id = 30" },
        { nameof(RehearsalCheck.RootDisk), Device("disk0", 2, ("type", "disk"), ("path", "/"), ("pool", "local")) },
        { nameof(RehearsalCheck.RootDisk), Device("root", 0, ("type", "none")) },
        { nameof(RehearsalCheck.RootDiskPool), Device("root", 2, ("type", "disk"), ("path", "/"), ("pool", "elsewhere")) },
        { nameof(RehearsalCheck.DeviceTypes), Device("eth9", 1, ("type", "disk"), ("path", "/x")) },
        { nameof(RehearsalCheck.DeviceTypes), Device("eth9", 1, ("network", "br0")) },
        { nameof(RehearsalCheck.SharedIds), "DROP TRIGGER storage_volumes_snapshots_check_id; INSERT INTO storage_volumes_snapshots VALUES (2,1,'s','',NULL,'2026-01-01 00:00:00+00:00')" },
        { nameof(RehearsalCheck.Sequences), "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'storage_volumes'" },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Run_ResultThatIncusCouldNotUse_IsNamed(string check, string statement)
    {
        var result = await RunAsync(Instance, Volume, Profile, statement);

        var expected = DatabaseTexts.Problem(Enum.Parse<RehearsalCheck>(check), "\n").Split('\n')[0];
        Assert.Contains(result.Problems, problem => problem.StartsWith(expected, StringComparison.Ordinal));
    }

    public static TheoryData<string> OldRows => new()
    {
        "INSERT INTO instances_config (instance_id, key, value) VALUES (99, 'a', 'b')",
        "INSERT INTO profiles_devices (profile_id, name, type) VALUES (1, 'odd', 1)",
        "DROP TRIGGER storage_volumes_snapshots_check_id; INSERT INTO storage_volumes_snapshots VALUES (1,1,'s','',NULL,'2026-01-01 00:00:00+00:00')",
        "UPDATE sqlite_sequence SET seq = 0 WHERE name = 'storage_pools'",
    };

    [Theory]
    [MemberData(nameof(OldRows))]
    public async Task Run_OldRowThatThePlanDoesNotTouch_DoesNotStandInTheWay(string oldRow)
    {
        var result = await RunOnAsync(await CopyAsync(oldRow), Instance, Volume, Profile);

        Assert.True(result.Passed, string.Join(" ", result.Problems));
    }

    [Fact]
    public async Task Run_NewRowBesideAnOldOneOfTheSameKind_IsNamed()
    {
        var copy = await CopyAsync("INSERT INTO profiles_devices (profile_id, name, type) VALUES (1, 'old', 1)");

        var result = await RunOnAsync(copy, Instance, Volume, Profile, Device("new", 1, ("network", "br0")));

        Assert.Equal([DatabaseTexts.Problem(RehearsalCheck.DeviceTypes, "new")], result.Problems);
    }

    [Fact]
    public async Task Run_VolumeOfTheSameNameLeftBehindOnAnotherPool_DoesNotStandInTheWay()
    {
        var copy = await CopyAsync(
            "INSERT INTO storage_pools VALUES (50,'old','dir','',1);" +
            "INSERT INTO storage_volumes VALUES (18,'w',50,1,0,'',1,0,'2026-01-01 00:00:00+00:00');" +
            "INSERT INTO storage_volumes_snapshots VALUES (19,18,'s','',NULL,'2026-01-01 00:00:00+00:00');" +
            "UPDATE sqlite_sequence SET seq = 19 WHERE name = 'storage_volumes'");

        var result = await RunOnAsync(copy, Instance, Volume, Profile);

        Assert.True(result.Passed, string.Join(" ", result.Problems));
        Assert.Equal(
            [DatabaseTexts.Problem(RehearsalCheck.RootDiskPool, "default/w")],
            (await RunOnAsync(copy, Instance, Profile)).Problems);
    }

    private static string Device(string name, int code, params (string Key, string Value)[] config) =>
        $"INSERT INTO instances_devices VALUES (40,9,'{name}',{code});" + string.Concat(
            config.Select(pair => $"INSERT INTO instances_devices_config (instance_device_id, key, value) VALUES (40,'{pair.Key}','{pair.Value}');"));

    private async Task<RehearsalResult> RunAsync(params ImmutableArray<string> statements) =>
        await RunOnAsync(await CopyAsync(), statements);

    private Task<RehearsalResult> RunOnAsync(string copy, params ImmutableArray<string> statements) =>
        RehearsalDatabase.RunAsync(copy, statements, _directory.Root, TestContext.Current.CancellationToken);

    private async Task<string> CopyAsync(string change = "")
    {
        var file = _directory.At("copy.sqlite");
        await DatabaseFile.CreateAsync(file, CapturedDump.Read("original"), TestContext.Current.CancellationToken);
        using var connection = SqliteSession.Open(file);
        SqliteSession.Execute(connection, $"PRAGMA foreign_keys = OFF; {change}");
        return file;
    }
}
