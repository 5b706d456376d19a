using System.Security.Cryptography;
using Recover.Core.Hosts;
using Recover.Core.Runs;
using Recover.Core.Storage;
using Xunit;

namespace Recover.Tests.Unit.Core.Runs;

public sealed class RunEngineTests
{
    private const int Timeout = 60_000;

    [Theory(Timeout = Timeout)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task Apply_PlanThatFits_PutsItInAndStartsTheDaemon(bool hasDatabase, bool running)
    {
        using var host = new FakeIncus(hasDatabase, running);
        var run = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Applied, run.Outcome);
        Assert.Null(run.Error);
        Assert.Equal(1, run.Verification?.Matched);
        Assert.True(host.Running);
        Assert.Contains("INSTANCE c1", await File.ReadAllLinesAsync(host.Records, TestContext.Current.CancellationToken));
        Assert.Equal(host.Plan().Links[1].Target, new FileInfo(host.Plan().Links[1].Path).LinkTarget);
        Assert.Equal(
            hasDatabase ? RunStepState.Skipped : RunStepState.Done, run.Steps.Single(step => step.Name == RunStepName.CreateDatabase).State);
        Assert.Equal(running ? null : RunTexts.Get("Start.RunsNow"), run.Steps.Single(step => step.Name == RunStepName.StartDaemon).Detail);
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_EveryFileBefore_IsSavedWithItsChecksum()
    {
        using var host = new FakeIncus(hasDatabase: false);
        var image = await File.ReadAllBytesAsync(Path.Combine(host.Incus.Images, "3fbf9bbd"), TestContext.Current.CancellationToken);
        var run = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        var saved = run.SavedFiles.ToDictionary(file => Path.GetRelativePath(host.Incus.Root, file.Path));
        Assert.Equal(
            ["database/local.db", "images/3fbf9bbd", "networks/br0/dnsmasq.leases", "storage-pools/default/containers/c1/backup.yaml"],
            saved.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(image)), saved["images/3fbf9bbd"].Sha256);
        Assert.Equal(image, await File.ReadAllBytesAsync(Path.Combine(run.SavedState!, "images/3fbf9bbd"), TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_LinkInASavedTree_IsKeptAsALinkAndNotFollowed()
    {
        using var host = new FakeIncus();
        File.CreateSymbolicLink(Path.Combine(host.Incus.Networks, "trap"), "/etc/passwd");
        var run = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        Assert.Equal("/etc/passwd", new FileInfo(Path.Combine(run.SavedState!, "networks/trap")).LinkTarget);
        Assert.DoesNotContain(run.SavedFiles, file => file.Path.EndsWith("trap", StringComparison.Ordinal));
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_PlacesThatCannotBeRead_AreCountedAndDoNotFailTheSave()
    {
        using var host = new FakeIncus
        {
            Unreadable = [new FoundBackupFile("default", VolumeType.Container, "", null), new FoundBackupFile("default", VolumeType.VirtualMachine, "v1", null)],
        };
        var run = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Applied, run.Outcome);
        Assert.EndsWith(RunTexts.Get("Save.Unreadable", 2), run.Steps.Single(step => step.Name == RunStepName.Save).Detail, StringComparison.Ordinal);
        Assert.Contains(run.SavedFiles, file => file.Path.EndsWith("containers/c1/backup.yaml", StringComparison.Ordinal));
    }

    [Theory(Timeout = Timeout)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task Apply_PatchRefusedByTheDaemon_PutsEverythingBack(bool hasDatabase, bool running)
    {
        using var host = new FakeIncus(hasDatabase, running);
        var before = host.Tree();
        var run = await RunEngineContext.ApplyAsync(host, host.Plan("INSTANCE c1", "FAIL"), TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.RolledBack, run.Outcome);
        Assert.Contains("FAIL", run.Error!, StringComparison.Ordinal);
        Assert.Equal(before, host.Tree());
        Assert.Equal(running, host.Running);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("stop")]
    [InlineData("start")]
    [InlineData("read")]
    public async Task Apply_ErrorOnTheWay_PutsEverythingBack(string at)
    {
        using var host = new FakeIncus();
        var before = host.Tree();
        var plan = host.Plan();
        var seen = 0;
        host.At = place =>
        {
            // The first reading is before the run.
            if (place == at && (at != "read" || ++seen == 2))
            {
                host.At = _ => { };
                throw new DaemonControlException("it did not work");
            }
        };
        var run = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.RolledBack, run.Outcome);
        Assert.Equal("it did not work", run.Error);
        Assert.Equal(before, host.Tree());
        Assert.True(host.Running);
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_SomethingElseWhereALinkBelongs_LeavesItAndPutsEverythingBack()
    {
        using var host = new FakeIncus();
        host.Add("containers/c1", "somebody's file");
        var before = host.Tree();
        var run = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.RolledBack, run.Outcome);
        Assert.Equal(RunTexts.Get("Link.SomethingElse", Path.Combine(host.Incus.Root, "containers/c1")), run.Error);
        Assert.Equal(before, host.Tree());
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_DaemonThatNeverComesUpAgain_FailsAndSaysSo()
    {
        using var host = new FakeIncus();
        var plan = host.Plan();
        host.At = place =>
        {
            if (place == "start")
            {
                throw new DaemonControlException("no daemon any more");
            }
        };
        var run = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Failed, run.Outcome);
        Assert.Contains("no daemon any more", run.Error!, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_DatabaseChangedBetweenReadingAndStopping_WritesNothing()
    {
        using var host = new FakeIncus();
        var plan = host.Plan();
        host.At = place =>
        {
            if (place == "stop")
            {
                host.At = _ => { };
                File.AppendAllText(host.Records, "INSTANCE late\n");
            }
        };
        var run = await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.RolledBack, run.Outcome);
        Assert.Equal(RunTexts.Get("Refused.Drift"), run.Error);
        Assert.True(host.Running);
        Assert.Equal(0, host.PatchesApplied);
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_VerificationThatFails_KeepsThePlanIn()
    {
        using var host = new FakeIncus { SpoilVerification = true };
        var run = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Applied, run.Outcome);
        var verify = run.Steps.Single(step => step.Name == RunStepName.Verify);
        Assert.Equal((RunStepState.Failed, "the daemon went away"), (verify.State, verify.Detail));
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_RehearseOnly_WritesNothing()
    {
        using var host = new FakeIncus();
        var before = host.Tree();
        var active = await RunEngineContext.Engine(host).StartApplyAsync(
            host.Plan(), new RunConfirmation { By = "anna", RehearseOnly = true }, null, TestContext.Current.CancellationToken);
        var run = await active.Completion;
        Assert.Equal((RunOutcome.Rehearsed, RunKind.Rehearsal), (run.Outcome, run.Kind));
        Assert.Equal(before, host.Tree());
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_AfterARehearsalThatWasKilled_IsNotHeldUpByIt()
    {
        using var host = new FakeIncus();
        var active = await RunEngineContext.Engine(host).StartApplyAsync(
            host.Plan(), new RunConfirmation { By = "anna", RehearseOnly = true }, new RecordingObserver(2), TestContext.Current.CancellationToken);
        await active.Completion;
        Assert.Empty(RunEngineContext.Engine(host).FindInterrupted());
        var run = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Applied, run.Outcome);
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_OperatorControl_SaysWhatToDoWhileItWaits()
    {
        using var host = new FakeIncus { Kind = DaemonControlKind.Operator };
        var observer = new RecordingObserver();
        var run = await RunEngineContext.ApplyAsync(host, host.Plan(), observer, TestContext.Current.CancellationToken);
        var waits = observer.Entries.Where(entry => entry.Kind == JournalEntryKind.Waiting).Select(entry => entry.Detail);
        Assert.Equal([RunTexts.Get("Waiting.Stop", host.StopCommand), null, RunTexts.Get("Waiting.Start", host.StartCommand), null], waits);
        Assert.Null(run.WaitingFor);
    }
}
