using Recover.Core.Runs;
using Xunit;

namespace Recover.Tests.Unit.Core.Runs;

/// <summary>Wherever the process is killed, finishing leads to the new state and undoing to the old one.</summary>
public sealed class RunEngineKillTests
{
    private const int Timeout = 120_000;

    public static TheoryData<bool, bool> Hosts => new() { { true, true }, { true, false }, { false, false } };

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Hosts))]
    public async Task Resume_AfterAKillAtEachLine_LeadsToTheNewState(bool hasDatabase, bool running)
    {
        var (lines, after) = await UndisturbedAsync(hasDatabase, running, TestContext.Current.CancellationToken);
        for (var line = 1; line < lines; line++)
        {
            using var host = new FakeIncus(hasDatabase, running);
            var run = await KilledAsync(host, line, TestContext.Current.CancellationToken);
            var resumed = await RunEngineContext.ResumeAsync(host, run, TestContext.Current.CancellationToken);
            Assert.Equal((line, RunOutcome.Applied), (line, resumed.Outcome));
            Assert.Equal(Relative(after, host), Relative(host.Tree(), host));
            Assert.Equal((line, 1), (line, host.PatchesApplied));
            Assert.True(host.Running);
        }
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Hosts))]
    public async Task Undo_AfterAKillAtEachLine_LeadsToTheOldState(bool hasDatabase, bool running)
    {
        var (lines, _) = await UndisturbedAsync(hasDatabase, running, TestContext.Current.CancellationToken);
        for (var line = 1; line < lines; line++)
        {
            using var host = new FakeIncus(hasDatabase, running);
            var before = host.Tree();
            var run = await KilledAsync(host, line, TestContext.Current.CancellationToken);
            var undo = await RunEngineContext.UndoAsync(host, run, TestContext.Current.CancellationToken);
            Assert.Equal((line, RunOutcome.Undone), (line, undo.Outcome));
            Assert.Equal(before, host.Tree());
            Assert.Equal((line, running), (line, host.Running));
            Assert.Empty(RunEngineContext.Engine(host).FindInterrupted());
            Assert.Equal(RunOutcome.Undone, RunEngineContext.Engine(host).Find(run)!.Outcome);
        }
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Hosts))]
    public async Task UndoOfAnAppliedRun_KilledAtEachLineAndFinished_LeadsToTheOldState(bool hasDatabase, bool running)
    {
        for (var line = 1; ; line++)
        {
            using var host = new FakeIncus(hasDatabase, running);
            var before = host.Tree();
            var applied = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
            var undo = await RunEngineContext.UndoAsync(host, applied.Run, new RecordingObserver(line), TestContext.Current.CancellationToken);
            if (undo.Outcome == RunOutcome.Undone)
            {
                Assert.True(line > 5);
                Assert.Equal(before, host.Tree());
                return;
            }

            Assert.Equal(RunOutcome.Interrupted, undo.Outcome);
            Assert.Equal(RunOutcome.Undone, (await RunEngineContext.ResumeAsync(host, undo.Run, TestContext.Current.CancellationToken)).Outcome);
            Assert.Equal(before, host.Tree());
            Assert.Equal((line, running), (line, host.Running));
        }
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Hosts))]
    public async Task RollBack_KilledAtEachLineAndFinished_LeadsToTheOldState(bool hasDatabase, bool running)
    {
        for (var line = 1; ; line++)
        {
            using var host = new FakeIncus(hasDatabase, running);
            var before = host.Tree();
            var run = await RunEngineContext.ApplyAsync(host, host.Plan("FAIL"), new RecordingObserver(line), TestContext.Current.CancellationToken);
            if (run.Outcome == RunOutcome.Interrupted)
            {
                run = await RunEngineContext.ResumeAsync(host, run.Run, TestContext.Current.CancellationToken);
            }
            else
            {
                Assert.True(line > 12);
                return;
            }

            Assert.Equal((line, RunOutcome.RolledBack), (line, run.Outcome));
            Assert.Equal(before, host.Tree());
            Assert.Equal((line, running), (line, host.Running));
        }
    }

    [Theory(Timeout = Timeout)]
    [InlineData("start")]
    [InlineData("started")]
    public async Task Resume_KilledAroundTheStart_NeverAppliesTwice(string place)
    {
        using var host = new FakeIncus();
        var plan = host.Plan();
        host.At = at => KillAt(host, at, place);
        var run = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Interrupted, run.Outcome);
        Assert.Equal(RunOutcome.Applied, (await RunEngineContext.ResumeAsync(host, run.Run, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(1, host.PatchesApplied);
    }

    [Fact(Timeout = Timeout)]
    public async Task Resume_PatchAppliedButNotYetDeleted_IsNotAppliedAgain()
    {
        using var host = new FakeIncus();
        var plan = host.Plan();
        host.At = at => KillAt(host, at, "started");
        var run = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        // A power loss between the daemon's commit and its deleting the file.
        host.Running = false;
        await File.WriteAllTextAsync(host.Incus.GlobalPatch, "INSTANCE c1;\n", TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Applied, (await RunEngineContext.ResumeAsync(host, run.Run, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(1, host.PatchesApplied);
        Assert.False(File.Exists(host.Incus.GlobalPatch));
    }

    [Fact(Timeout = Timeout)]
    public async Task Resume_DatabaseChangedByOthersMeanwhile_FailsWithoutTouchingIt()
    {
        using var host = new FakeIncus();
        var plan = host.Plan();
        host.At = at => KillAt(host, at, "start");
        var run = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(host.Records, "INSTANCE other\n", TestContext.Current.CancellationToken);
        var resumed = await RunEngineContext.ResumeAsync(host, run.Run, TestContext.Current.CancellationToken);
        Assert.Equal((RunOutcome.Failed, RunTexts.Get("Refused.Drift")), (resumed.Outcome, resumed.Error));
        Assert.Contains("INSTANCE other", await File.ReadAllLinesAsync(host.Records, TestContext.Current.CancellationToken));
        Assert.Equal(0, host.PatchesApplied);
    }

    private static void KillAt(FakeIncus host, string at, string place)
    {
        if (at == place)
        {
            host.At = _ => { };
            throw new RunAbandonedException("killed", new InvalidOperationException("killed"));
        }
    }

    private static async Task<(int Lines, Dictionary<string, string> After)> UndisturbedAsync(bool hasDatabase, bool running, CancellationToken cancellationToken)
    {
        using var host = new FakeIncus(hasDatabase, running);
        var observer = new RecordingObserver();
        Assert.Equal(RunOutcome.Applied, (await RunEngineContext.ApplyAsync(host, host.Plan(), observer, cancellationToken)).Outcome);
        return (observer.Entries.Count, Relative(host.Tree(), host));
    }

    private static async Task<string> KilledAsync(FakeIncus host, int line, CancellationToken cancellationToken)
    {
        var run = await RunEngineContext.ApplyAsync(host, host.Plan(), new RecordingObserver(line), cancellationToken);
        Assert.Equal((line, RunOutcome.Interrupted), (line, run.Outcome));
        Assert.Equal(run.Run, Assert.Single(RunEngineContext.Engine(host).FindInterrupted()).Run);
        return run.Run;
    }

    private static Dictionary<string, string> Relative(IReadOnlyDictionary<string, string> tree, FakeIncus host) =>
        tree.ToDictionary(entry => entry.Key, entry => entry.Value.Replace(host.Incus.Root, "INCUS", StringComparison.Ordinal));
}
