using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;
using Recover.Core.Runs;
using Recover.Tests.Unit.Core.Databases.Raft;
using Xunit;

namespace Recover.Tests.Unit.Core.Runs;

/// <summary>A state of the database takes the place of the old one, or nothing is changed; wherever it is killed.</summary>
public sealed class RestoreRunTests : IDisposable
{
    private const int Timeout = 300_000;

    private readonly DamagedDirectory _source = new("closed-last-bad-checksum");

    public void Dispose() => _source.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Restore_Salvage_IsInRowByRowAndTheOldOneIsKept()
    {
        using var host = new FakeIncus();
        var records = await File.ReadAllTextAsync(host.Records, TestContext.Current.CancellationToken);

        var run = await RestoreAsync(host, Wanted(CandidateSource.Salvage), null, TestContext.Current.CancellationToken);

        Assert.Equal((RunOutcome.Applied, null), (run.Outcome, run.Error));
        Assert.Empty(run.Verification!.Differences);
        Assert.True(run.Verification.Matched > 0);
        var kept = Path.Combine(host.Incus.Database, $"global.before-restore-{run.Run}", "records");
        Assert.Equal(records, await File.ReadAllTextAsync(kept, TestContext.Current.CancellationToken));
        Assert.Equal("image bytes", await File.ReadAllTextAsync(Path.Combine(host.Incus.Images, "3fbf9bbd"), TestContext.Current.CancellationToken));
        Assert.Equal(1, host.PatchesApplied);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Undo_OfARestore_PutsEverythingBack(bool running)
    {
        using var host = new FakeIncus(running: running);
        var before = host.Tree();
        var run = await RestoreAsync(host, Wanted(CandidateSource.Raft), null, TestContext.Current.CancellationToken);

        var undo = await RunEngineContext.UndoAsync(host, run.Run, TestContext.Current.CancellationToken);

        Assert.Equal(RunOutcome.Undone, undo.Outcome);
        Assert.Equal(before, host.Tree());
        Assert.Equal(running, host.Running);
    }

    [Fact(Timeout = Timeout)]
    public async Task Restore_DaemonRefusesIt_IsPutBackAndSaysSo()
    {
        using var host = new FakeIncus { FailTables = true };
        var before = host.Tree();

        var run = await RestoreAsync(host, Wanted(CandidateSource.Raft), null, TestContext.Current.CancellationToken);

        Assert.Equal(RunOutcome.RolledBack, run.Outcome);
        Assert.Contains("table already exists", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, host.Tree());
        Assert.True(host.Running);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(CandidateSource.Backup, null)]
    [InlineData(CandidateSource.Raft, 999_999L)]
    public async Task Restore_StateThatIsNotThere_IsRefusedAndNothingStays(CandidateSource source, long? at)
    {
        using var host = new FakeIncus();
        var before = host.Tree();
        var wanted = Wanted(source) with { Request = new CandidateRequest { Source = source, At = at } };

        var refused = await Assert.ThrowsAsync<RunRefusedException>(() => RestoreAsync(host, wanted, null, TestContext.Current.CancellationToken));

        Assert.Equal(RunRefusal.NoCandidate, refused.Reason);
        Assert.Equal(before, host.Tree());
        Assert.Empty(Directory.GetDirectories(host.Data.Runs));
        Assert.True(host.Running);
    }

    [Fact(Timeout = Timeout)]
    public async Task Resume_AfterAKillAtEachLine_LeadsToTheNewState()
    {
        for (var line = 1; ; line++)
        {
            using var host = new FakeIncus();
            var killed = await RestoreAsync(host, Wanted(CandidateSource.Salvage), new RecordingObserver(line), TestContext.Current.CancellationToken);
            if (killed.Outcome == RunOutcome.Applied)
            {
                Assert.True(line > 10);
                return;
            }

            Assert.Equal((line, RunOutcome.Interrupted), (line, killed.Outcome));
            var resumed = await RunEngineContext.ResumeAsync(host, killed.Run, TestContext.Current.CancellationToken);
            Assert.Equal((line, RunOutcome.Applied, null), (line, resumed.Outcome, resumed.Error));
            Assert.Empty(resumed.Verification!.Differences);
            Assert.Equal((line, 1), (line, host.PatchesApplied));
            Assert.True(File.Exists(Path.Combine(host.Incus.Database, $"global.before-restore-{killed.Run}", "records")));
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Undo_AfterAKillAtEachLine_LeadsToTheOldState()
    {
        for (var line = 1; ; line++)
        {
            using var host = new FakeIncus();
            var before = host.Tree();
            var killed = await RestoreAsync(host, Wanted(CandidateSource.Salvage), new RecordingObserver(line), TestContext.Current.CancellationToken);
            if (killed.Outcome == RunOutcome.Applied)
            {
                return;
            }

            var undo = await RunEngineContext.UndoAsync(host, killed.Run, TestContext.Current.CancellationToken);
            Assert.Equal((line, RunOutcome.Undone), (line, undo.Outcome));
            Assert.Equal(before, host.Tree());
            Assert.True(host.Running);
        }
    }

    private DatabaseRestoration Wanted(CandidateSource source) =>
        new() { Directory = _source.Database, Request = new CandidateRequest { Source = source } };

    private static async Task<RecoveryRun> RestoreAsync(FakeIncus host, DatabaseRestoration wanted, IRunObserver? observer, CancellationToken cancel) =>
        await (await RunEngineContext.Engine(host).StartRestoreAsync(wanted, RunEngineContext.Confirmed, observer, cancel)).Completion;
}
