using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;
using Recover.Core.Runs;
using Recover.Tests.Unit.Core.Databases.Raft;
using Xunit;

namespace Recover.Tests.Unit.Core.Runs;

/// <summary>Others act while a restore is under way: a supervisor that starts the daemon, a person with a patch of their own.</summary>
public sealed class RestoreRunOtherHandsTests : IDisposable
{
    private const int Timeout = 300_000;
    private const string Late = "INSTANCE late\n";
    private const string Other = "ADDRESS 10.0.0.1;\n";

    private readonly DamagedDirectory _source = new("healthy-without-snapshot");

    public void Dispose() => _source.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Restore_DaemonThatCameBackDuringTheSave_SavesAndWritesNothing()
    {
        using var host = new FakeIncus();
        ComeBackAt(host, 1);
        var run = await RestoreAsync(host, null, TestContext.Current.CancellationToken);
        Assert.Equal((RunOutcome.RolledBack, RunTexts.Get("Daemon.CameBack"), null), (run.Outcome, run.Error, run.SavedState));
        await ExpectLeftAloneAsync(host);
    }

    /// <summary>Before the patch is written, and between the patch and the moving of the directory.</summary>
    [Theory(Timeout = Timeout)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Restore_DaemonThatCameBackBeforeTheDirectoryIsMoved_KeepsItsDatabase(int time)
    {
        using var host = new FakeIncus();
        ComeBackAt(host, time);
        var run = await RestoreAsync(host, null, TestContext.Current.CancellationToken);
        Assert.Equal((RunOutcome.RolledBack, RunTexts.Get("Daemon.CameBack")), (run.Outcome, run.Error));
        Assert.Equal(RunTexts.Get("Restore.DatabaseLeft"), run.Steps.Single(step => step.Name == RunStepName.Restore).Detail);
        await ExpectLeftAloneAsync(host);
    }

    [Fact(Timeout = Timeout)]
    public async Task Restore_DaemonThatIsUpBeforeItsStart_IsPutBackAndWhatItWroteIsKept()
    {
        using var host = new FakeIncus();
        var before = host.Tree();
        host.At = place =>
        {
            if (place == "start")
            {
                host.At = _ => { };
                host.Running = true;
                File.AppendAllText(Path.Combine(host.Incus.GlobalDatabase, "late"), Late);
            }
        };
        var run = await RestoreAsync(host, null, TestContext.Current.CancellationToken);
        Assert.Equal((RunOutcome.RolledBack, RunTexts.Get("Start.PatchLeft", host.Incus.GlobalPatch)), (run.Outcome, run.Error));
        Assert.Equal(before, host.Tree());
        var kept = Path.Combine(new RunDirectory(host.Data, run.Run).Aside, "database-1", "global", "late");
        Assert.Equal(Late, await File.ReadAllTextAsync(kept, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = Timeout)]
    public async Task Resume_DaemonThatWroteMeanwhile_SavesWhatItWrote()
    {
        using var host = new FakeIncus();
        var killed = await RestoreAsync(
            host, new RecordingObserver(killAt: entry => entry is { Step: RunStepName.Extract, State: RunStepState.Running }), TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Interrupted, killed.Outcome);
        await File.AppendAllTextAsync(host.Records, Late, TestContext.Current.CancellationToken);
        host.Running = true;
        var run = await RunEngineContext.ResumeAsync(host, killed.Run, TestContext.Current.CancellationToken);
        Assert.Equal((RunOutcome.Applied, null), (run.Outcome, run.Error));
        var undo = await RunEngineContext.UndoAsync(host, run.Run, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Undone, undo.Outcome);
        await ExpectLeftAloneAsync(host, patches: 1);
    }

    [Fact(Timeout = Timeout)]
    public async Task Resume_DaemonThatTakesItInWhileItIsBeingStopped_IsNotGivenItTwice()
    {
        using var host = new FakeIncus();
        var killed = await RestoreAsync(
            host, new RecordingObserver(killAt: entry => entry is { Step: RunStepName.StartDaemon, State: RunStepState.Running }), TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Interrupted, killed.Outcome);
        host.At = place =>
        {
            if (place == "stop")
            {
                host.At = _ => { };
                Assert.True(host.StartAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
            }
        };
        var run = await RunEngineContext.ResumeAsync(host, killed.Run, TestContext.Current.CancellationToken);
        Assert.Equal((RunOutcome.Applied, null, 1), (run.Outcome, run.Error, host.PatchesApplied));
        Assert.Equal(RunTexts.Get("Write.WasIn"), run.Steps.Single(step => step.Name == RunStepName.Write).Detail);
        Assert.Single(Directory.GetDirectories(host.Incus.Database, "global.before-restore-*"));
    }

    [Fact(Timeout = Timeout)]
    public async Task Restore_DaemonRefusesIt_OwnPatchIsNotTakenForAnotherHands()
    {
        using var host = new FakeIncus { FailTables = true };
        var run = await RestoreAsync(host, null, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.RolledBack, run.Outcome);
        Assert.False(File.Exists(Path.Combine(new RunDirectory(host.Data, run.Run).Aside, "patch.global.sql")));
        Assert.Null(run.Steps.Single(step => step.Name == RunStepName.Restore).Detail);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("patch.global.sql")]
    [InlineData("patch.local.sql")]
    public async Task Restore_PatchOfAnotherHand_IsRefused(string name)
    {
        using var host = new FakeIncus();
        host.Add($"database/{name}", Other);
        var before = host.Tree();
        var refused = await Assert.ThrowsAsync<RunRefusedException>(() => RestoreAsync(host, null, TestContext.Current.CancellationToken));
        Assert.Equal(RunRefusal.OtherPatch, refused.Reason);
        Assert.Contains(Path.Combine(host.Incus.Database, name), refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, host.Tree());
        Assert.True(host.Running);
    }

    [Fact(Timeout = Timeout)]
    public async Task Restore_PatchOfAnotherHandMeanwhile_PutsEverythingBackAndKeepsIt()
    {
        using var host = new FakeIncus();
        var before = host.Tree();
        host.At = place =>
        {
            if (place == "gone?")
            {
                host.At = _ => { };
                host.Add("database/patch.global.sql", Other);
            }
        };
        var run = await RestoreAsync(host, null, TestContext.Current.CancellationToken);
        Assert.Equal((RunOutcome.RolledBack, RunTexts.Get("Patch.OfAnotherHand", host.Incus.GlobalPatch)), (run.Outcome, run.Error));
        Assert.Equal(before, host.Tree());
        var copy = Path.Combine(new RunDirectory(host.Data, run.Run).Aside, "patch.global.sql");
        Assert.Equal(Other, await File.ReadAllTextAsync(copy, TestContext.Current.CancellationToken));
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

    private static async Task ExpectLeftAloneAsync(FakeIncus host, int patches = 0)
    {
        Assert.EndsWith(Late, await File.ReadAllTextAsync(host.Records, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(host.Running);
        Assert.False(File.Exists(host.Incus.GlobalPatch));
        Assert.Empty(Directory.GetDirectories(host.Incus.Database, "global.before-restore-*"));
        Assert.Equal(patches, host.PatchesApplied);
    }

    private async Task<RecoveryRun> RestoreAsync(FakeIncus host, IRunObserver? observer, CancellationToken cancel)
    {
        var wanted = new DatabaseRestoration { Directory = _source.Database, Request = new CandidateRequest { Source = CandidateSource.Raft } };
        return await (await RunEngineContext.Engine(host).StartRestoreAsync(wanted, RunEngineContext.Confirmed, observer, cancel)).Completion;
    }
}
