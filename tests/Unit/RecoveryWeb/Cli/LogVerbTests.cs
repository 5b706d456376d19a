using System.Text.Json;
using Microsoft.Data.Sqlite;
using Recover.Core.Cases;
using Recover.Core.Hosts;
using Recover.Web;
using Recover.Web.Cli;
using Recover.Web.Texts;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Cli;

public sealed class LogVerbTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("recover-log-");
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact(Timeout = 60_000)]
    public async Task Check_EmptyLog_SaysSo()
    {
        Assert.Equal(ExitCode.Well, await RunAsync(TestContext.Current.CancellationToken, "log", "check"));
        Assert.Contains(CliTexts.LogEmpty, _out.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Check_WholeLogAndPrintedHash_EndsWell()
    {
        var entries = await FillAsync();

        var code = await RunAsync(TestContext.Current.CancellationToken, "log", "check", "--printed", entries[0].Seal!.Sha256);

        Assert.Equal(ExitCode.Well, code);
        Assert.Contains(Words.Fill(CliTexts.LogIntact, 3, entries[^1].Seal!.Sha256), _out.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Check_TamperedLog_SaysWhereAndEndsWithFindings()
    {
        await FillAsync();
        await using (var connection = new SqliteConnection($"Data Source={new DataDirectory(_directory.FullName).CaseFile};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE log SET by = 'bob' WHERE number = 2";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var code = await RunAsync(TestContext.Current.CancellationToken, "log", "check", "--json", "--printed", LogChain.Beginning);

        Assert.Equal(ExitCode.Findings, code);
        using var document = JsonDocument.Parse(_out.ToString());
        Assert.Equal(
            ["altered", "printedUnknown"],
            document.RootElement.GetProperty("breaks").EnumerateArray().Select(one => one.GetProperty("kind").GetString()));
        Assert.Equal(2, document.RootElement.GetProperty("breaks")[0].GetProperty("number").GetInt64());
    }

    [Fact(Timeout = 60_000)]
    public async Task Show_All_PrintsALineAnEntry()
    {
        var entries = await FillAsync();

        Assert.Equal(ExitCode.Well, await RunAsync(TestContext.Current.CancellationToken, "log", "show"));

        var lines = _out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(entries.Length, lines.Length);
        Assert.All(entries.Zip(lines), pair => Assert.Contains(pair.First.Seal!.Sha256[..12], pair.Second, StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Show_UnknownCase_IsRefused() =>
        Assert.Equal(ExitCode.Refused, await RunAsync(TestContext.Current.CancellationToken, "log", "show", "9"));

    private async Task<CaseEvent[]> FillAsync()
    {
        var store = new CaseStore(new DataDirectory(_directory.FullName));
        foreach (var what in (string[])["in", "looked", "out\nof it"])
        {
            await store.NoteAsync(new CaseEvent(SampleCases.Now, "anna", what), TestContext.Current.CancellationToken);
        }

        return [.. await store.LogAsync(TestContext.Current.CancellationToken)];
    }

    private Task<int> RunAsync(CancellationToken cancellationToken, params string[] arguments) => RecoverCommand.RunAsync(
        [.. arguments, "--data", _directory.FullName], new Terminal(TextReader.Null, _out, _error, IsInteractive: false), cancellationToken);
}
