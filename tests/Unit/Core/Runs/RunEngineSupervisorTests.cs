using Recover.Core.Runs;
using Xunit;

namespace Recover.Tests.Unit.Core.Runs;

/// <summary>Something starts the daemon again while a run holds it stopped.</summary>
public sealed class RunEngineSupervisorTests
{
    private const int Timeout = 60_000;
    private const string Late = "INSTANCE late\n";

    [Fact(Timeout = Timeout)]
    public async Task Apply_DaemonThatCameBackDuringTheSave_SavesAndWritesNothing()
    {
        using var host = new FakeIncus();
        var plan = host.Plan();
        host.At = place => host.Running |= place == "saving";
        var run = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        Assert.Equal((RunOutcome.RolledBack, RunTexts.Get("Daemon.CameBack")), (run.Outcome, run.Error));
        Assert.Null(run.SavedState);
        Assert.True(host.Running);
        Assert.False(File.Exists(host.Incus.GlobalPatch));
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_DaemonThatCameBackBeforeTheWriting_KeepsItsDatabase()
    {
        using var host = new FakeIncus();
        var plan = host.Plan();
        ComeBackAt(host, 2);
        var run = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        await ExpectLeftAloneAsync(host, run);
        Assert.Null(new FileInfo(plan.Links[1].Path).LinkTarget);
    }

    [Fact(Timeout = Timeout)]
    public async Task Resume_DaemonThatCameBackBeforeTheWriting_KeepsItsDatabase()
    {
        using var host = new FakeIncus();
        var plan = host.Plan();
        host.At = place =>
        {
            if (place == "start")
            {
                host.At = _ => { };
                throw new RunAbandonedException("killed", new InvalidOperationException("killed"));
            }
        };
        var killed = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Interrupted, killed.Outcome);
        ComeBackAt(host, 1);
        await ExpectLeftAloneAsync(host, await RunEngineContext.ResumeAsync(host, killed.Run, TestContext.Current.CancellationToken));
        Assert.Null(new FileInfo(plan.Links[1].Path).LinkTarget);
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_DaemonThatCameBackOnANewDatabase_FailsAndCanBeUndone()
    {
        using var host = new FakeIncus(hasDatabase: false);
        var before = host.Tree();
        var plan = host.Plan();
        ComeBackAt(host, 2);
        var run = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Failed, run.Outcome);
        Assert.Contains(RunTexts.Get("Restore.NewDatabase", run.SavedState!), run.Error!, StringComparison.Ordinal);
        var undo = await RunEngineContext.UndoAsync(host, run.Run, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Undone, undo.Outcome);
        Assert.Equal("image bytes", await File.ReadAllTextAsync(Path.Combine(host.Incus.Images, "3fbf9bbd"), TestContext.Current.CancellationToken));
        Assert.Equal(before.Keys, host.Tree().Keys);
    }

    /// <summary>Lets it come back, with a record of its own, when the run asks for the given time whether it is gone.</summary>
    private static void ComeBackAt(FakeIncus host, int time)
    {
        host.At = place =>
        {
            if (place == "gone?" && --time == 0)
            {
                host.At = _ => { };
                host.Running = true;
                File.AppendAllText(host.Records, Late);
            }
        };
    }

    private static async Task ExpectLeftAloneAsync(FakeIncus host, RecoveryRun run)
    {
        Assert.Equal((RunOutcome.RolledBack, RunTexts.Get("Daemon.CameBack")), (run.Outcome, run.Error));
        Assert.Contains(RunTexts.Get("Restore.DatabaseLeft"), run.Steps.Single(step => step.Name == RunStepName.Restore).Detail!, StringComparison.Ordinal);
        Assert.EndsWith(Late, await File.ReadAllTextAsync(host.Records, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(host.Running);
        Assert.False(File.Exists(host.Incus.GlobalPatch));
        Assert.Equal(0, host.PatchesApplied);
    }
}
