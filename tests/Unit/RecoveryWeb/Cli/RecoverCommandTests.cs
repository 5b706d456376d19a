using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recover.Core.Cases;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Web.Cli;
using Recover.Web.Composition;
using Recover.Web.Texts;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Cli;

public sealed class RecoverCommandTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("recover-cli-");
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly FakeCaseWorkflow _workflow = new();
    private readonly FakeRecoverySteps _steps = new();

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory(Timeout = 60_000)]
    [InlineData("nonsense")]
    [InlineData("scan", "--pool", "default")]
    [InlineData("scan", "--only", "web1")]
    [InlineData("scan", "--daemon-stop", "stop")]
    [InlineData("scan", "--zfs-key", "tank/enc=secret")]
    [InlineData("scan", "--zfs-key", "-o=-")]
    [InlineData("scan", "--zfs-key", "tank/enc=-")]
    [InlineData("serve", "--port", "0", "--socket", "/tmp/x")]
    [InlineData("serve", "--port", "70000")]
    [InlineData("plan")]
    [InlineData("report", "1", "--format", "pdf")]
    [InlineData("log")]
    [InlineData("log", "check", "--printed", "ABC")]
    [InlineData("database")]
    [InlineData("database", "extract")]
    [InlineData("database", "extract", "-o", "x", "--at", "0")]
    [InlineData("database", "extract", "-o", "x", "--at", "5", "--salvage")]
    [InlineData("database", "extract", "-o", "x", "--format", "csv")]
    public async Task Recover_WrongUsage_IsRefusedWithWords(params string[] arguments)
    {
        Assert.Equal(ExitCode.Refused, await RunAsync(TestContext.Current.CancellationToken, arguments));
        Assert.NotEmpty(_error.ToString());
        Assert.Empty(_out.ToString());
    }

    [Fact(Timeout = 60_000)]
    public async Task Scan_Json_IsOneDocumentOnStandardOutput()
    {
        var code = await RunAsync(TestContext.Current.CancellationToken, "scan", "--json");

        Assert.Equal(ExitCode.Findings, code);
        using var document = JsonDocument.Parse(_out.ToString());
        Assert.Equal("missing", document.RootElement.GetProperty("database").GetProperty("state").GetString());
        Assert.Equal(4, document.RootElement.GetProperty("volumes").GetArrayLength());
        Assert.Equal("profile", document.RootElement.GetProperty("missing")[0].GetProperty("kind").GetString());
        Assert.Equal("default", Assert.Single(_steps.Scanned!.Pools).Name);
    }

    [Fact(Timeout = 60_000)]
    public async Task Plan_AcceptProposals_WritesPlanWithTheBestOfEach()
    {
        var file = Path.Combine(_directory.FullName, "plan.json");

        var code = await RunAsync(TestContext.Current.CancellationToken, "plan", "-o", file, "--accept-proposals");

        Assert.Equal(ExitCode.Findings, code);
        Assert.Equal(SampleCases.Plan.Id, (await PlanFile.ReadAsync(file, TestContext.Current.CancellationToken)).Id);
        Assert.Equal(["leftovers", "newest"], _steps.Answers.Select(answer => answer.ProposalId).OfType<string>().Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Apply_WithoutTerminalAndYes_WritesNothing()
    {
        var code = await RunAsync(TestContext.Current.CancellationToken, "apply", await WritePlanAsync());

        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains(CliTexts.NeedsYes, _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_workflow.Calls);
    }

    [Fact(Timeout = 60_000)]
    public async Task Apply_FileThatIsNoPlan_IsRefused()
    {
        var file = Path.Combine(_directory.FullName, "notes.txt");
        await File.WriteAllTextAsync(file, "hello", TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Refused, await RunAsync(TestContext.Current.CancellationToken, "apply", file, "--yes"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Undo_UnknownCase_IsRefused()
    {
        Assert.Equal(ExitCode.Refused, await RunAsync(TestContext.Current.CancellationToken, "undo", "R-2026-0009", "--yes"));
        Assert.Empty(_workflow.Calls);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("json", "\"R-2026-0001\"")]
    [InlineData("html", "<!DOCTYPE html>")]
    [InlineData("md", "# ")]
    public async Task Report_Formats_AreWrittenToStandardOutput(string format, string expected)
    {
        _workflow.Put(SampleCases.After(RunOutcome.Applied));

        var code = await RunAsync(TestContext.Current.CancellationToken, "report", "R-2026-0001", "--format", format);

        Assert.Equal(ExitCode.Well, code);
        Assert.Contains(expected, _out.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact(Timeout = 60_000)]
    public async Task Login_NoConsoleRuns_IsRefused()
    {
        Assert.Equal(ExitCode.Refused, await RunAsync(TestContext.Current.CancellationToken, "login"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Login_ConsoleRuns_PrintsItsAddressAndTunnel()
    {
        var socket = "/run/recover/web.sock";
        new ConsoleNote(Environment.ProcessId, ListenOptions.TunnelPort, socket).Write(new DataDirectory(_directory.FullName));

        Assert.Equal(ExitCode.Well, await RunAsync(TestContext.Current.CancellationToken, "login"));

        Assert.Contains($"http://localhost:{ListenOptions.TunnelPort}/login#", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains($"-L {ListenOptions.TunnelPort}:{socket}", _out.ToString(), StringComparison.Ordinal);
    }

    private async Task<string> WritePlanAsync()
    {
        var file = Path.Combine(_directory.FullName, "plan.json");
        await PlanFile.WriteAsync(file, SampleCases.Plan, TestContext.Current.CancellationToken);
        return file;
    }

    private Task<int> RunAsync(CancellationToken cancellationToken, params string[] arguments) => RecoverCommand.RunAsync(
        [.. arguments, "--data", _directory.FullName],
        new Terminal(TextReader.Null, _out, _error, IsInteractive: false),
        cancellationToken,
        services =>
        {
            services.AddSingleton<ICaseWorkflow>(_workflow);
            services.AddSingleton<IRecoverySteps>(_steps);
        });
}
