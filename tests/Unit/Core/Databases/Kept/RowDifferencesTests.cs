using Recover.Core.Databases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Kept;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Kept;

/// <summary>A database against what statements make of an empty one: by natural keys, without what describes the moment.</summary>
public sealed class RowDifferencesTests : IDisposable
{
    private const string Instance = """
        INSERT INTO instances (id, node_id, name, architecture, type, project_id, description, creation_date) VALUES ({0}, 1, 'c1', 2, 0, 1, 'shop', '2026-01-02 03:04:05+00:00');
        """;

    private readonly TemporaryDirectory _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Find_OtherNumbersDatesAndMoment_SaysNothing()
    {
        var differences = await FindAsync(
            Insert(7) + "INSERT INTO instances_config (instance_id, key, value) VALUES (7, 'volatile.last_state.power', 'RUNNING'), (7, 'limits.cpu', '2');",
            Insert(1).Replace("05+00:00", "05.000000000+00:00", StringComparison.Ordinal) + "INSERT INTO instances_config (instance_id, key, value) VALUES (1, 'limits.cpu', '2')");

        Assert.Empty(differences);
    }

    [Fact]
    public async Task Find_LostChangedAndAddedRows_TellsEachByName()
    {
        var differences = await FindAsync(
            Insert(7) + "INSERT INTO instances_config (instance_id, key, value) VALUES (7, 'limits.cpu', '2'), (7, 'user.note', 'a');INSERT INTO config (key, value) VALUES ('user.site', 'north');",
            Insert(1).Replace("'shop'", "''", StringComparison.Ordinal) + "INSERT INTO instances_config (instance_id, key, value) VALUES (1, 'limits.cpu', '3'), (1, 'user.other', 'b')");

        Assert.Equal(
            [
                "Added instances_config default/c1/user.other ",
                "Changed instances default/c1 description",
                "Changed instances_config default/c1/limits.cpu value",
                "Lost config user.site ",
                "Lost instances_config default/c1/user.note ",
            ],
            differences.Select(one => $"{one.Kind} {one.Row.Table} {one.Row.Name} {string.Join(',', one.Columns)}").Order(StringComparer.Ordinal));
        Assert.All(differences.Where(one => one.Row.Table != "config"), one => Assert.Equal("instances", RecordKinds.OwnerOf(one.Row).Table));
    }

    [Fact]
    public async Task Find_SnapshotOfVolume_IsNamedWithoutItsNumber()
    {
        const string Volume = """
            INSERT INTO storage_pools (id, name, driver, description, state) VALUES (1, 'local', 'dir', '', 1);
            INSERT INTO storage_volumes (id, name, storage_pool_id, node_id, type, description, project_id, content_type) VALUES (1, 'data', 1, 1, 2, '', 1, 0);
            """;
        var differences = await FindAsync(
            Volume + "INSERT INTO storage_volumes_snapshots (id, storage_volume_id, name, description) VALUES (9, 1, 'weekly', '');", Volume);

        var only = Assert.Single(differences);
        Assert.Equal(RowDifferenceKind.Lost, only.Kind);
        Assert.Equal(RecordKind.Volume, RecordKinds.Of(RecordKinds.OwnerOf(only.Row).Table));
        Assert.EndsWith("/weekly", only.Row.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_StatementThatCannotBeRun_CarriesTheWordsOfTheDatabase()
    {
        var refused = await Assert.ThrowsAsync<DatabaseFileException>(() => FindAsync("", "INSERT INTO nowhere VALUES (1)"));

        Assert.Contains("nowhere", refused.Message, StringComparison.Ordinal);
    }

    private static string Insert(int id) => Instance.Replace("{0}", $"{id}", StringComparison.Ordinal);

    private async Task<IReadOnlyList<RowDifference>> FindAsync(string present, string statements)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (now, empty) = (Path.Combine(_work.Root, "now.sqlite"), Path.Combine(_work.Root, "empty.sqlite"));
        await DatabaseFile.CreateFreshAsync(now, 73, cancel);
        await DatabaseFile.CreateFreshAsync(empty, 73, cancel);
        await DatabaseFile.ApplyPatchAsync(now, present, cancel);
        return await RowDifferences.FindAsync(now, empty, [statements], _work.Root, cancel);
    }
}
