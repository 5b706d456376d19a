using Microsoft.Data.Sqlite;
using Recover.Core.Databases.Candidates;
using Recover.Tests.Unit.Core.Databases.Raft;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Candidates;

public sealed class DatabasePatchTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Try_RealDatabase_GivesTheSameRowByRow()
    {
        using var raft = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        var file = _directory.At("state.sqlite");
        await DatabaseCandidates.ExtractAsync(raft.Database, new CandidateRequest(), file, TestContext.Current.CancellationToken);

        var patch = await DatabasePatch.MakeAsync(file, TestContext.Current.CancellationToken);

        Assert.Empty(await TryAsync(patch.Text, file));
        Assert.True(patch.Rows > 0);
        Assert.DoesNotContain("BEGIN", patch.Text.Split('\n'));
    }

    [Fact]
    public async Task Make_ManyRowsAndOddValues_FewStatementsThatGiveThemBack()
    {
        var file = Make(
            "CREATE TABLE child (id INTEGER PRIMARY KEY AUTOINCREMENT, parent INTEGER NOT NULL REFERENCES parent (id), note, size REAL)",
            "CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT)",
            "CREATE TABLE warnings (id INTEGER PRIMARY KEY)",
            "INSERT INTO warnings VALUES (1)",
            "INSERT INTO parent VALUES (1, 'it''s; -- a \r\n name')",
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO child SELECT i, 1, 'note ' || i, i / 3.0 FROM n",
            "UPDATE child SET note = x'00ff', size = 2 WHERE id = 7",
            "UPDATE child SET note = NULL, size = 1e300 WHERE id = 8",
            "UPDATE child SET note = CAST(x'610062' AS TEXT) WHERE id = 9",
            "DELETE FROM child WHERE id = 1000",
            "CREATE INDEX by_parent ON child (parent)",
            "CREATE TRIGGER keep AFTER DELETE ON parent BEGIN DELETE FROM child WHERE parent = OLD.id; END",
            "CREATE VIEW sizes AS SELECT name, size FROM child JOIN parent ON parent.id = child.parent");

        var patch = await DatabasePatch.MakeAsync(file, TestContext.Current.CancellationToken);

        Assert.Empty(await TryAsync(patch.Text, file));
        Assert.InRange(patch.Statements, 10, 16);
        Assert.Equal(1 + 999 + 1, patch.Rows);
        Assert.DoesNotContain("INSERT INTO \"warnings\"", patch.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_RowThatPointsNowhere_IsRefused()
    {
        var file = Make(
            "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
            "CREATE TABLE child (parent INTEGER NOT NULL REFERENCES parent (id))",
            "INSERT INTO child VALUES (3)");

        var patch = await DatabasePatch.MakeAsync(file, TestContext.Current.CancellationToken);

        Assert.NotEmpty(await TryAsync(patch.Text, file));
    }

    [Fact]
    public async Task Try_RowMissing_NamesItsTable()
    {
        var whole = Make("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)", "INSERT INTO things VALUES (1, 'one'), (2, 'two')");

        var problems = await TryAsync("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT);\nINSERT INTO things VALUES (1, 'one');\n", whole);

        Assert.Equal([CandidateTexts.RowsMissing("things", 1, "id 2, name two")], problems);
    }

    private Task<System.Collections.Immutable.ImmutableArray<string>> TryAsync(string text, string file) =>
        DatabasePatch.TryAsync(text, file, _directory.Folder("work"), TestContext.Current.CancellationToken);

    private string Make(params string[] statements)
    {
        var file = _directory.At("made.sqlite");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Foreign Keys=False");
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }

        return file;
    }
}
