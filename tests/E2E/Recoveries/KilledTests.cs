using Recover.Core.Runs;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Recoveries;

/// <summary>The program is killed in the middle of a run; the next start says so, and the run can be finished or undone.</summary>
public sealed class KilledTests
{
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
        var (host, recover, run) = await KilledRun.AtAsync(step, SmallHost.LostAsync, PlanAsync, cancel);
        await using var incus = host.Incus;
        await using var console = await RecoverConsole.StartAsync(incus, recover, cancel);
        await using var browser = await BrowserSession.OpenAsync();
        await browser.SignInAsync(console);
        var journey = new ConsoleJourney(browser);
        await journey.ShowsInterruptedRunAsync(step);
        Assert.False(run.HasEnded);
        await journey.Button(RecoverPageTexts.Finish).ClickAsync();
        await browser.Page.GetByTestId("run-applied").WaitForAsync();

        Assert.Empty(browser.Problems);
        await host.IsBackAsync(cancel);
    }

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Steps))]
    [Trait("group", "killed")]
    public async Task Run_KilledAtStep_CanBeUndone(RunStepName step)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (host, recover, run) = await KilledRun.AtAsync(step, SmallHost.LostAsync, PlanAsync, cancel);
        await using var incus = host.Incus;

        var report = await recover.JsonAsync([0, 1], cancel, "report", "1");
        var told = Assert.Single(report.GetProperty("runs").EnumerateArray());
        Assert.Equal((run.Name, "interrupted"), (told.GetProperty("run").GetString(), told.GetProperty("outcome").GetString()));
        var undone = await recover.JsonAsync([0], cancel, "undo", run.Name, "--yes");

        Assert.Equal("undone", undone.GetProperty("outcome").GetString());
        Assert.Equal(host.LinksWhenLost, Directory.GetFileSystemEntries(host.Containers));
        Assert.False(File.Exists(Path.Combine(host.Database, "patch.global.sql")));
        await incus.StopAsync(cancel);
        await incus.StartAsync(cancel);
        Assert.Empty(await host.InstancesAsync(cancel));
    }

    private static async Task<string[]> PlanAsync(SmallHost host, RecoverProgram recover, CancellationToken cancel)
    {
        var plan = host.Incus.Directory.Of("plan.json");
        await recover.JsonAsync([0, 1], cancel, "plan", "--accept-proposals", "-o", plan);
        return ["apply", plan, "--yes"];
    }
}
