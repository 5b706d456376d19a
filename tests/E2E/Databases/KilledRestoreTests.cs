using Recover.Core.Runs;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Databases;

/// <summary>
/// The program is killed in the middle of a restore; finishing it leads to the chosen state, undoing it to the state before, whichever step it was in.
/// </summary>
public sealed class KilledRestoreTests
{
    private const string Lost = "lost-by-mistake";

    public static TheoryData<RunStepName> Steps =>
    [
        RunStepName.StopDaemon, RunStepName.Save, RunStepName.Extract, RunStepName.Write, RunStepName.StartDaemon, RunStepName.Verify,
    ];

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Steps))]
    [Trait("group", "killed")]
    public async Task Restore_KilledAtStep_CanBeFinished(RunStepName step)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (host, recover, run) = await KilledRun.AtAsync(step, SmallHost.BuildAsync, DeleteProfileAsync, cancel);
        await using var incus = host.Incus;
        await using (var console = await RecoverConsole.StartAsync(incus, recover, cancel))
        {
            await using var browser = await BrowserSession.OpenAsync();
            await browser.SignInAsync(console);
            var journey = new ConsoleJourney(browser);
            await journey.ShowsInterruptedRunAsync(step);
            Assert.False(run.HasEnded);
            await journey.Button(RecoverPageTexts.Finish).ClickAsync();
            await browser.Page.GetByTestId("run-restored").WaitForAsync();
            Assert.Empty(browser.Problems);
        }

        Assert.Contains(Lost, await ProfilesAsync(host, cancel));
        Assert.Single(Directory.GetDirectories(host.Database, "global.before-restore-*"));
        Assert.Empty(Directory.GetFiles(host.Database, "patch.*"));
        await host.IsBackAsync(cancel);
    }

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Steps))]
    [Trait("group", "killed")]
    public async Task Restore_KilledAtStep_CanBeUndone(RunStepName step)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (host, recover, run) = await KilledRun.AtAsync(step, SmallHost.BuildAsync, DeleteProfileAsync, cancel);
        await using var incus = host.Incus;

        var undone = await recover.JsonAsync([0], cancel, "undo", run.Name, "--yes");

        Assert.Equal("undone", undone.GetProperty("outcome").GetString());
        await incus.WaitReadyAsync(cancel);
        Assert.DoesNotContain(Lost, await ProfilesAsync(host, cancel));
        Assert.Empty(Directory.GetDirectories(host.Database, "global.before-restore-*"));
        Assert.Empty(Directory.GetFiles(host.Database, "patch.*"));
        await host.IsBackAsync(cancel);
    }

    /// <summary>What is to be taken back: a profile is deleted, and the state before that is wanted.</summary>
    private static async Task<string[]> DeleteProfileAsync(SmallHost host, RecoverProgram recover, CancellationToken cancel)
    {
        await host.Incus.IncusAsync(cancel, "profile", "create", Lost);
        await host.Incus.StopAsync(cancel);
        var index = (await recover.JsonAsync([0], cancel, "database", "check")).GetProperty("lastGoodIndex").GetInt64();
        await host.Incus.StartAsync(cancel);
        await host.Incus.IncusAsync(cancel, "profile", "delete", Lost);
        return ["database", "restore", "--at", $"{index}", "--yes"];
    }

    private static async Task<string[]> ProfilesAsync(SmallHost host, CancellationToken cancel) =>
        (await host.Incus.IncusAsync(cancel, "profile", "list", "--format", "csv", "--columns", "n")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
