using Microsoft.Data.Sqlite;
using Recover.Core.Databases;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases;

public sealed class DatabaseFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task ApplyPatch_ToAFreshFile_ChangesIt()
    {
        var file = await FreshAsync();

        await DatabaseFile.ApplyPatchAsync(file, "INSERT INTO projects VALUES (2,'a;b','');\nDELETE FROM profiles;\n", TestContext.Current.CancellationToken);

        Assert.Equal(["a;b", "default"], Names(file, "projects"));
        Assert.Empty(Names(file, "profiles"));
    }

    [Fact]
    public async Task ApplyPatch_WithOneStatementThatFails_ChangesNothing()
    {
        var file = await FreshAsync();

        var exception = await Assert.ThrowsAsync<DatabaseFileException>(() => DatabaseFile.ApplyPatchAsync(
            file, "DELETE FROM profiles; INSERT INTO nowhere VALUES (1);", TestContext.Current.CancellationToken));

        Assert.Contains("nowhere", exception.Message);
        Assert.Equal(["default"], Names(file, "profiles"));
    }

    private async Task<string> FreshAsync()
    {
        var file = _directory.At("db.bin");
        await DatabaseFile.CreateFreshAsync(file, 73, TestContext.Current.CancellationToken);
        return file;
    }

    private static string[] Names(string file, string table)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return [.. SqliteSession.Rows(connection, $"SELECT name FROM {table} ORDER BY name", row => row.GetString(0))];
    }
}
