using System.Diagnostics;
using System.Globalization;
using Recover.Core.Runs;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>The program is killed in the middle of a run; the next start says so, and the run can be finished or undone.</summary>
public sealed class KilledTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The steps of a run that has no database to begin with; it goes through all of them.</summary>
    public static TheoryData<RunStepName> Steps =>
    [
        RunStepName.Rehearse, RunStepName.StopDaemon, RunStepName.Save, RunStepName.CreateDatabase, RunStepName.Write, RunStepName.StartDaemon, RunStepName.Verify,
    ];

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Steps))]
    [Trait("group", "killed")]
    public async Task Run_KilledAtStep_CanBeFinished(RunStepName step)
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.LostAsync(cancel);
        await using var incus = host.Incus;
        var recover = new RecoverProgram(incus);
        await KillAtAsync(step, recover, incus, cancel);

        await using var console = await RecoverConsole.StartAsync(incus, recover, cancel);
        await using var browser = await BrowserSession.OpenAsync();
        await browser.SignInAsync(console);
        var journey = new ConsoleJourney(browser);
        await journey.ContinueCaseAsync("recover");
        Assert.Equal("interrupted", await journey.EndOfRunAsync());
        await journey.Button(RecoverPageTexts.Finish).ClickAsync();
        await browser.Page.GetByTestId("run-applied").WaitForAsync();

        await host.IsBackAsync(cancel);
    }

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Steps))]
    [Trait("group", "killed")]
    public async Task Run_KilledAtStep_CanBeUndone(RunStepName step)
    {
        var cancel = TestContext.Current.CancellationToken;
        var host = await SmallHost.LostAsync(cancel);
        await using var incus = host.Incus;
        var recover = new RecoverProgram(incus);
        var links = Directory.GetFileSystemEntries(host.Containers);
        var run = await KillAtAsync(step, recover, incus, cancel);

        var undone = await recover.JsonAsync([0], cancel, "undo", run, "--yes");

        Assert.Equal("undone", undone.GetProperty("outcome").GetString());
        Assert.Equal(links, Directory.GetFileSystemEntries(host.Containers));
        Assert.False(File.Exists(Path.Combine(host.Database, "patch.global.sql")));
        await incus.StopAsync(cancel);
        await incus.StartAsync(cancel);
        Assert.Empty(await host.InstancesAsync(cancel));
    }

    /// <summary>Applies a plan and kills the program as soon as the journal says that the step began; returns the run.</summary>
    private static async Task<string> KillAtAsync(RunStepName step, RecoverProgram recover, PrivateIncus incus, CancellationToken cancel)
    {
        var plan = incus.Directory.Of("plan.json");
        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "-o", plan);
        using var process = recover.Start("apply", plan, "--yes");
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var mark = $"\"step\":\"{char.ToLowerInvariant(step.ToString()[0])}{step.ToString()[1..]}\",\"state\":\"running\"";
        await ReachAsync(() => Journal(recover) is { } journal && File.ReadAllText(journal).Contains(mark, StringComparison.Ordinal), process, cancel);
        if (!process.HasExited)
        {
            KillProgram(process);
            await process.WaitForExitAsync(cancel);
        }

        var killed = Journal(recover);
        Assert.True(killed is not null && process.ExitCode == 137, $"The run was over before it was killed: {await output}{await errors}");
        return Path.GetFileName(Path.GetDirectoryName(killed))!;
    }

    // A step may be over within milliseconds, so this looks without a pause.
    private static async Task ReachAsync(Func<bool> reached, Process process, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        while (!reached() && !process.HasExited && Stopwatch.GetElapsedTime(started) < Limit)
        {
            await Task.Yield();
            cancel.ThrowIfCancellationRequested();
        }
    }

    private static string? Journal(RecoverProgram recover)
    {
        var runs = Path.Combine(recover.DataDirectory, "runs");
        return Directory.Exists(runs) ? Directory.GetFiles(runs, "journal.jsonl", SearchOption.AllDirectories).SingleOrDefault() : null;
    }

    // Only the program itself, as a crash would; the commands it started live on. nsenter stands in front of it.
    private static void KillProgram(Process process)
    {
        var child = File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children").Trim();
        using var program = Process.GetProcessById(int.Parse(child, CultureInfo.InvariantCulture));
        program.Kill();
    }
}
