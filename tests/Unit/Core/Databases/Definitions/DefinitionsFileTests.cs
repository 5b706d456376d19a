using Microsoft.Data.Sqlite;
using Recover.Core.Databases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Definitions;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Definitions;

/// <summary>The file of definitions: what goes in comes out, and a file that is something else is refused in words.</summary>
public sealed class DefinitionsFileTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 1, 2, 3, 4, TimeSpan.Zero);

    private readonly TemporaryDirectory _work = new();

    private string FilePath => _work.At("definitions");

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Read_OfWhatWasWritten_GivesAnEarlierDatabase()
    {
        await WriteAsync();
        var fresh = _work.At("fresh.sqlite");
        await DatabaseFile.CreateFreshAsync(fresh, 73, TestContext.Current.CancellationToken);

        var old = DefinitionsFile.Read(FilePath, fresh, _work.Root);

        Assert.True(old.IsExport);
        Assert.Equal(At, old.WrittenAt);
        Assert.Contains(old.Contents.Profiles, profile => profile.Name == "web");
        Assert.Contains(old.Kept, record => record.Kind == RecordKind.ServerSetting);
        Assert.Empty(old.Contents.Images);
        Assert.Contains("definitions", CandidateTexts.OldDatabase(old), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public async Task Write_OverAnOlderFile_ReplacesItAndLeavesNothingBeside()
    {
        File.WriteAllText(FilePath, "older");

        await WriteAsync();

        Assert.Equal(["database.sqlite", "definitions"], Directory.GetFiles(_work.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.NotEmpty(DefinitionsFile.Read(FilePath, fresh: null, _work.Root).Contents.Profiles);
    }

    [Fact]
    public async Task Read_OfADatabaseWithoutTheMark_Refuses()
    {
        await DatabaseFile.CreateFreshAsync(FilePath, 73, TestContext.Current.CancellationToken);

        Assert.Equal(DatabaseTexts.Definitions("DefinitionsUnknown", FilePath), Refusal());
    }

    [Fact]
    public void Read_OfText_Refuses()
    {
        File.WriteAllText(FilePath, "networks: []\n");

        Assert.Contains(FilePath, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfNothing_Refuses() => Assert.Contains(FilePath, Refusal(), StringComparison.Ordinal);

    [Fact]
    public async Task Read_OfACutFile_Refuses()
    {
        await WriteAsync();
        using (var stream = File.OpenWrite(FilePath))
        {
            stream.SetLength(stream.Length / 2);
        }

        Assert.Contains(FilePath, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfATooLargeFile_RefusesWithoutReadingIt()
    {
        using (var stream = File.OpenWrite(FilePath))
        {
            stream.SetLength(DefinitionsFile.MostBytes + 1);
        }

        Assert.Equal(DatabaseTexts.Definitions("DefinitionsTooLarge", FilePath, DefinitionsFile.MostBytes), Refusal());
    }

    [Fact(Timeout = 30_000)]
    public Task Read_OfALinkToADevice_RefusesWithoutReadingIt()
    {
        File.CreateSymbolicLink(FilePath, "/dev/zero");

        return Task.Run(() => Assert.Equal(DatabaseTexts.Definitions("DefinitionsUnknown", FilePath), Refusal()), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Read_OfALaterFormat_Refuses()
    {
        await WriteAsync();
        Run("UPDATE recover_definitions SET format = 9");

        Assert.Equal(DatabaseTexts.Definitions("DefinitionsFormat", FilePath, 9), Refusal());
    }

    [Theory]
    [InlineData("DROP TABLE profiles_config; CREATE VIEW profiles_config AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, id AS profile_id, '' AS key, '' AS value FROM n")]
    [InlineData("DROP TABLE profiles_devices_config")]
    public async Task Read_OfAnotherSchema_Refuses(string change)
    {
        await WriteAsync();
        Run(change);

        Assert.Contains(FilePath, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfATimeThatIsNone_Refuses()
    {
        await WriteAsync();
        Run("UPDATE recover_definitions SET written_at = 'yesterday'");

        Assert.Contains(FilePath, Refusal(), StringComparison.Ordinal);
    }

    private string Refusal()
    {
        var before = Directory.GetFiles(_work.Root).Length;
        var message = Assert.Throws<DefinitionsFileException>(() => DefinitionsFile.Read(FilePath, fresh: null, _work.Root)).Message;
        Assert.Equal(before, Directory.GetFiles(_work.Root).Length);
        return message;
    }

    private async Task WriteAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var database = _work.At("database.sqlite");
        await DatabaseFile.CreateFreshAsync(database, 73, cancel);
        await DatabaseFile.ApplyPatchAsync(
            database,
            """
            INSERT INTO storage_pools (id, name, driver, description, state) VALUES (1, 'local', 'dir', '', 1);
            INSERT INTO profiles (id, name, description, project_id) VALUES (9, 'web', '', 1);
            INSERT INTO config (key, value) VALUES ('user.site', 'north');
            INSERT INTO images (id, fingerprint, filename, size, architecture, upload_date, project_id) VALUES (1, 'abc', 'a', 1, 2, '2026-01-01 00:00:00+00:00', 1);
            """,
            cancel);
        await DefinitionsFile.WriteAsync(database, FilePath, "host", At, cancel);
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
