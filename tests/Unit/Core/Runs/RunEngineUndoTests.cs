using Recover.Core.Hosts;
using Recover.Core.Runs;
using Xunit;

namespace Recover.Tests.Unit.Core.Runs;

public sealed class RunEngineUndoTests
{
    private const int Timeout = 60_000;

    [Fact(Timeout = Timeout)]
    public async Task UndoR1_WhileR2Interrupted_IsRefused()
    {
        using var host = new FakeIncus();
        var before = host.Tree();
        var first = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        var plan = host.Plan("INSTANCE c2");
        host.At = place =>
        {
            if (place == "start")
            {
                host.At = _ => { };
                throw new RunAbandonedException("killed", new InvalidOperationException("killed"));
            }
        };
        var second = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Interrupted, second.Outcome);
        await ExpectLaterAsync(host, first.Run, second.Run);
        Assert.Equal(RunOutcome.Undone, (await RunEngineContext.UndoAsync(host, second.Run, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(RunOutcome.Undone, (await RunEngineContext.UndoAsync(host, first.Run, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(before, host.Tree());
    }

    [Fact(Timeout = Timeout)]
    public async Task Undo_AfterARunThatFailedBeforeItsSave_IsNotHeldUpByIt()
    {
        using var host = new FakeIncus();
        var before = host.Tree();
        var first = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        var plan = host.Plan("INSTANCE c2");
        host.At = place =>
        {
            if (place is "saving" or "start")
            {
                throw new IOException("broken");
            }
        };
        var second = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        Assert.Equal((RunOutcome.Failed, null), (second.Outcome, second.SavedState));
        host.At = _ => { };
        Assert.Equal(RunOutcome.Undone, (await RunEngineContext.UndoAsync(host, first.Run, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(before, host.Tree());
    }

    [Fact(Timeout = Timeout)]
    public async Task Undo_AfterARehearsalThatFailed_IsNotHeldUpByIt()
    {
        using var host = new FakeIncus();
        var first = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        host.RehearsalProblems = ["no root disk"];
        var second = await RunEngineContext.ApplyAsync(host, host.Plan("INSTANCE c2"), TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.RolledBack, second.Outcome);
        Assert.Equal(RunOutcome.Undone, (await RunEngineContext.UndoAsync(host, first.Run, TestContext.Current.CancellationToken)).Outcome);
    }

    [Fact(Timeout = Timeout)]
    public async Task Undo_AfterAnEarlierRunWasUndone_IsRefused()
    {
        using var host = new FakeIncus();
        var first = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        var second = await RunEngineContext.ApplyAsync(host, host.Plan("INSTANCE c2"), TestContext.Current.CancellationToken);
        // Out of sight, as on a data directory that was brought back from a copy.
        var elsewhere = Path.Combine(host.Data.Root, "elsewhere");
        var own = Path.Combine(host.Data.Runs, second.Run);
        Directory.Move(own, elsewhere);
        var undo = await RunEngineContext.UndoAsync(host, first.Run, TestContext.Current.CancellationToken);
        Directory.Move(elsewhere, own);
        await ExpectLaterAsync(host, second.Run, undo.Run);
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_DaemonThatCannotBeStoppedForTheRollBack_LeavesNoPatchBehind()
    {
        using var host = new FakeIncus();
        var plan = host.Plan();
        var started = false;
        host.At = place =>
        {
            started |= place == "start";
            if (started && (place is "start" or "stop"))
            {
                throw new DaemonControlException(place);
            }
        };
        var run = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        Assert.True(started);
        Assert.Equal(RunOutcome.Failed, run.Outcome);
        Assert.False(File.Exists(host.Incus.GlobalPatch));
    }

    [Fact(Timeout = Timeout)]
    public async Task Undo_DaemonThatCannotBeStopped_LeavesNoPatchBehind()
    {
        using var host = new FakeIncus();
        var plan = host.Plan();
        host.At = place =>
        {
            if (place == "start")
            {
                throw new RunAbandonedException("killed", new InvalidOperationException("killed"));
            }
        };
        var run = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        Assert.True(File.Exists(host.Incus.GlobalPatch));
        host.At = place =>
        {
            if (place == "stop")
            {
                throw new DaemonControlException("it stays");
            }
        };
        var undo = await RunEngineContext.UndoAsync(host, run.Run, TestContext.Current.CancellationToken);
        Assert.Equal((RunOutcome.Failed, "it stays"), (undo.Outcome, undo.Error));
        Assert.False(File.Exists(host.Incus.GlobalPatch));
    }

    [Fact(Timeout = Timeout)]
    public async Task Undo_BackupFileWrittenSince_IsKeptAside()
    {
        using var host = new FakeIncus();
        var run = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        const string Name = "containers/c1/backup.yaml";
        host.Add($"storage-pools/default/{Name}", "container: newer");
        var undo = await RunEngineContext.UndoAsync(host, run.Run, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Undone, undo.Outcome);
        Assert.Equal("container: c1", await ReadAsync(Path.Combine(host.Incus.Root, "storage-pools/default", Name)));
        var aside = new RunDirectory(host.Data, undo.Run).Aside;
        Assert.Equal("container: newer", await ReadAsync(Path.Combine(aside, "backup-files/default", Name)));
    }

    [Fact(Timeout = Timeout)]
    public async Task Undo_DatabaseThatCannotBePutBack_KeepsTheLinksThatItNeeds()
    {
        using var host = new FakeIncus();
        var plan = host.Plan();
        var run = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        Directory.Delete(Path.Combine(run.SavedState!, "database"), recursive: true);
        var undo = await RunEngineContext.UndoAsync(host, run.Run, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Failed, undo.Outcome);
        Assert.Contains("INSTANCE c1", await ReadAsync(host.Records), StringComparison.Ordinal);
        Assert.Equal(plan.Links[1].Target, new FileInfo(plan.Links[1].Path).LinkTarget);
    }

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

    private static async Task ExpectLaterAsync(FakeIncus host, string run, string later)
    {
        var refused = await Assert.ThrowsAsync<RunRefusedException>(() => RunEngineContext.UndoAsync(host, run, TestContext.Current.CancellationToken));
        Assert.Equal((RunRefusal.WrongState, RunTexts.Get("State.Later", later)), (refused.Reason, refused.Message));
    }
}
