using System.Text.Json;
using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;
using Recover.Tests.Unit.Core.Databases.Raft;
using Recover.Web;
using Recover.Web.Cli;
using Recover.Web.Components.Shared;
using Recover.Web.Texts;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Cli;

public sealed class DatabaseVerbTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("recover-cli-");
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _data.Delete(recursive: true);

    [Theory]
    [InlineData(DamagedDirectory.WithSnapshot, ExitCode.Well, "healthy")]
    [InlineData("open-torn-tail", ExitCode.Well, "healthy")]
    [InlineData("closed-last-bad-checksum", ExitCode.Findings, "damaged")]
    public async Task Check_Json_HasTheFieldsThatScriptsRelyOn(string name, int code, string state)
    {
        using var directory = new DamagedDirectory(name);

        Assert.Equal(code, await RunAsync("database", "check", directory.Database, "--json"));

        using var document = JsonDocument.Parse(_out.ToString());
        var root = document.RootElement;
        Assert.Equal(state, root.GetProperty("state").GetString());
        Assert.Equal("raft", root.GetProperty("source").GetString());
        Assert.Equal(1, root.GetProperty("lastTerm").GetInt64());
        Assert.Equal(name == "open-torn-tail", root.GetProperty("tornTail").GetBoolean());
        Assert.True(root.TryGetProperty("baseSnapshot", out _));
        Assert.All(root.GetProperty("files").EnumerateArray(), file => Fields(file, "name", "kind", "firstIndex", "lastIndex", "state"));
        Assert.All(
            root.GetProperty("findings").EnumerateArray(),
            finding => Fields(finding, "code", "file", "offset", "message", "daemonBehaviour", "remedy"));
        Assert.NotEmpty(root.GetProperty("tables").EnumerateObject());
        Assert.All(root.GetProperty("candidates").EnumerateArray(), candidate => Fields(candidate, "source", "lastIndex", "tables"));
    }

    [Fact]
    public async Task Check_Text_TellsEachFindingAndWhatIncusDoes()
    {
        using var directory = new DamagedDirectory("open-bad-data-checksum");
        var finding = (await directory.CheckAsync()).Findings[0];

        Assert.Equal(ExitCode.Findings, await RunAsync("database", "check", directory.Database));

        var text = _out.ToString();
        Assert.Contains(DatabasePageTexts.StateDamaged, text, StringComparison.Ordinal);
        Assert.Contains(finding.Message, text, StringComparison.Ordinal);
        Assert.Contains(Words.Fill(CliTexts.DaemonLine, finding.DaemonBehaviour), text, StringComparison.Ordinal);
        Assert.Contains(Words.Fill(CliTexts.CandidateUpTo, CandidateTexts.Source(CandidateSource.Salvage), 135), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NoDirectory_TakesThatOfTheHost()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);

        Assert.Equal(ExitCode.Well, await RunAsync("database", "check", "--incus-dir", Path.GetDirectoryName(directory.Database)!));

        Assert.Contains(directory.At("").TrimEnd('/'), _out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("out.sql", null)]
    [InlineData("out.txt", "sql")]
    public async Task Extract_Sql_StartsAsADumpDoes(string name, string? format)
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        var file = Path.Combine(directory.Work, name);

        Assert.Equal(ExitCode.Well, await RunAsync(["database", "extract", directory.Database, "-o", file, .. format is null ? [] : (string[])["--format", format]]));

        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.StartsWith("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE", text, StringComparison.Ordinal);
        Assert.EndsWith("COMMIT;\n", text, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Extract_FileExists_IsRefused()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        var file = Path.Combine(directory.Work, "out.db");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Refused, await RunAsync("database", "extract", directory.Database, "-o", file));

        Assert.Contains(Words.Fill(CliTexts.FileExists, file), _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Extract_EntryOutOfReach_SaysWhatIsInReach()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        var file = Path.Combine(directory.Work, "out.db");

        Assert.Equal(ExitCode.Refused, await RunAsync("database", "extract", directory.Database, "-o", file, "--at", "53"));

        Assert.Contains("52", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Extract_Damaged_SaysWhichStateItIs()
    {
        using var directory = new DamagedDirectory("open-bad-data-checksum");
        var file = Path.Combine(directory.Work, "out.db");

        Assert.Equal(ExitCode.Well, await RunAsync("database", "extract", directory.Database, "-o", file, "--salvage", "--json"));

        using var document = JsonDocument.Parse(_out.ToString());
        Assert.Equal("salvage", document.RootElement.GetProperty("source").GetString());
        Assert.Equal(82, document.RootElement.GetProperty("tables").GetProperty("profiles").GetInt32());
    }

    [Fact]
    public void Words_EachStateKindAndSource_HasAWord()
    {
        Assert.All(Enum.GetValues<DatabaseCheckState>(), state => Assert.NotNull(DatabaseWords.State(state)));
        Assert.All(Enum.GetValues<CheckedFileKind>(), kind => Assert.NotNull(DatabaseWords.Kind(kind)));
        Assert.All(Enum.GetValues<CheckedFileState>(), state => Assert.NotNull(DatabaseWords.State(state)));
        Assert.All(Enum.GetValues<CandidateSource>(), source => Assert.NotEmpty(CandidateTexts.Source(source)));
        Assert.All(Enum.GetNames<DatabaseAdviceKind>(), name => Assert.NotNull(DatabasePageTexts.ResourceManager.GetString($"Advice{name}")));
        Assert.All(
            Enum.GetValues<ExtractOutcome>().Where(outcome => outcome != ExtractOutcome.Written),
            outcome => Assert.NotNull(CliTexts.ResourceManager.GetString($"Extract{outcome}")));
    }

    private static void Fields(JsonElement element, params string[] names) =>
        Assert.All(names, name => Assert.True(element.TryGetProperty(name, out _), name));

    private Task<int> RunAsync(params string[] arguments) => RecoverCommand.RunAsync(
        [.. arguments, "--data", _data.FullName],
        new Terminal(TextReader.Null, _out, _error, IsInteractive: false),
        TestContext.Current.CancellationToken);
}
