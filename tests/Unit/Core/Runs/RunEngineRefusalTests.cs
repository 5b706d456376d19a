using Recover.Core.Findings;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Xunit;

namespace Recover.Tests.Unit.Core.Runs;

public sealed class RunEngineRefusalTests
{
    private const int Timeout = 60_000;

    public static TheoryData<RunRefusal, string> Misfits => new()
    {
        { RunRefusal.NoPlan, "statements" },
        { RunRefusal.PlanUnfit, "format" },
        { RunRefusal.PlanUnfit, "host" },
        { RunRefusal.PlanUnfit, "directory" },
        { RunRefusal.PlanUnfit, "link target" },
        { RunRefusal.PlanUnfit, "link path" },
        { RunRefusal.PlanUnfit, "link twice" },
        { RunRefusal.PlanUnfit, "directory path" },
        { RunRefusal.Drift, "fingerprint" },
        { RunRefusal.Drift, "creates" },
    };

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Misfits))]
    public async Task Apply_PlanThatDoesNotFit_IsRefusedAndLeavesNothing(RunRefusal reason, string what)
    {
        using var host = new FakeIncus();
        var before = host.Tree();
        await ExpectAsync(host, Spoil(host.Plan(), what, host.Incus.Root), RunEngineContext.Confirmed, reason, TestContext.Current.CancellationToken);
        Assert.Equal(before, host.Tree());
        Assert.Empty(RunEngineContext.Engine(host).List());
        Assert.True(host.Running);
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_StatementsOfAnotherHand_AreRefused()
    {
        using var host = new FakeIncus { Fits = false };
        await ExpectAsync(host, host.Plan(), RunEngineContext.Confirmed, RunRefusal.PlanUnfit, TestContext.Current.CancellationToken);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Apply_DatabaseThatCanNotBeReadNow_SaysSoAndNotThatItChanged(bool onlyAfterTheStop)
    {
        using var host = new FakeIncus();
        var plan = host.Plan();
        var finding = Finding.Of(FindingCode.DatabaseSchemaUnknown, "?", "no answer");
        host.Unread = onlyAfterTheStop ? null : finding;
        host.At = place => host.Unread = place == "stop" ? finding : host.Unread;

        var told = onlyAfterTheStop
            ? (await RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken)).Error
            : (await Assert.ThrowsAsync<RunRefusedException>(() => RunEngineContext.ApplyAsync(host, plan, TestContext.Current.CancellationToken))).Message;

        Assert.Equal(RunTexts.Get("Refused.PlanUnfit", RunTexts.Get("Unfit.Unread", $"{finding.Message} {finding.Remedy}")), told);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("LOST-HOST")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Apply_HostNameTypedWrong_IsRefused(string? typed)
    {
        using var host = new FakeIncus();
        await ExpectAsync(host, host.Plan(), RunEngineContext.Confirmed with { TypedHostName = typed }, RunRefusal.HostNameWrong, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_WhileAnotherRunIsUnderWay_IsRefused()
    {
        using var host = new FakeIncus();
        var plan = host.Plan();
        var reached = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        host.At = place =>
        {
            if (place == "stop" && reached.TrySetResult())
            {
                goOn.Task.Wait(TestContext.Current.CancellationToken);
            }
        };
        var first = await RunEngineContext.Engine(host).StartApplyAsync(plan, RunEngineContext.Confirmed, null, TestContext.Current.CancellationToken);
        await reached.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Null(RunEngineContext.Engine(host).Find(first.Run)!.Outcome);
        Assert.Empty(RunEngineContext.Engine(host).FindInterrupted());
        await ExpectAsync(host, plan, RunEngineContext.Confirmed, RunRefusal.AnotherRun, TestContext.Current.CancellationToken);
        goOn.SetResult();
        Assert.Equal(RunOutcome.Applied, (await first.Completion).Outcome);
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_NoSpaceForASecondDatabase_IsRefused()
    {
        using var host = new FakeIncus();
        // Takes no space itself; the saved copy alone would have room.
        using (var big = new FileStream(Path.Combine(host.Incus.Database, "big"), FileMode.CreateNew))
        {
            big.SetLength(new DriveInfo(host.Data.Root).AvailableFreeSpace / 10 * 7);
        }

        await ExpectAsync(host, host.Plan(), RunEngineContext.Confirmed, RunRefusal.NoSpace, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_WhileARunIsInterrupted_IsRefused()
    {
        using var host = new FakeIncus();
        var plan = host.Plan();
        await RunEngineContext.ApplyAsync(host, plan, new RecordingObserver(killAfter: 2), TestContext.Current.CancellationToken);
        await ExpectAsync(host, plan, RunEngineContext.Confirmed, RunRefusal.WrongState, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = Timeout)]
    public async Task Undo_RunThatWasRolledBack_IsRefused()
    {
        using var host = new FakeIncus();
        var run = await RunEngineContext.ApplyAsync(host, host.Plan("FAIL"), TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<RunRefusedException>(() => RunEngineContext.UndoAsync(host, run.Run, TestContext.Current.CancellationToken));
        Assert.Equal(RunRefusal.NothingSaved, refused.Reason);
    }

    [Fact(Timeout = Timeout)]
    public async Task Undo_SecondTime_IsRefused()
    {
        using var host = new FakeIncus();
        var run = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        await RunEngineContext.UndoAsync(host, run.Run, TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<RunRefusedException>(() => RunEngineContext.UndoAsync(host, run.Run, TestContext.Current.CancellationToken));
        Assert.Equal(RunRefusal.WrongState, refused.Reason);
    }

    [Fact(Timeout = Timeout)]
    public async Task Resume_RunThatEnded_IsRefused()
    {
        using var host = new FakeIncus();
        var run = await RunEngineContext.ApplyAsync(host, host.Plan(), TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<RunRefusedException>(() => RunEngineContext.ResumeAsync(host, run.Run, TestContext.Current.CancellationToken));
        Assert.Equal(RunRefusal.WrongState, refused.Reason);
    }

    private static RecoveryPlan Spoil(RecoveryPlan plan, string what, string root) => what switch
    {
        "statements" => plan with { Statements = [] },
        "format" => plan with { FormatVersion = 99 },
        "host" => plan with { HostName = "another" },
        "directory" => plan with { IncusDirectory = "/srv/incus" },
        "link target" => plan with { Links = [plan.Links[1] with { Target = "/etc" }] },
        "link path" => plan with { Links = [plan.Links[1] with { Path = $"{root}/containers/../../etc" }] },
        "link twice" => plan with { Links = [plan.Links[1], plan.Links[1]] },
        "directory path" => plan with { Links = [new PlannedLink(PlannedLinkKind.Directory, $"{root}/database/global/x", null, 0x1C0)] },
        "fingerprint" => plan with { DatabaseFingerprint = "another" },
        _ => plan with { CreatesDatabase = true },
    };

    private static async Task ExpectAsync(FakeIncus host, RecoveryPlan plan, RunConfirmation confirmation, RunRefusal reason, CancellationToken cancellationToken)
    {
        var refused = await Assert.ThrowsAsync<RunRefusedException>(
            () => RunEngineContext.Engine(host).StartApplyAsync(plan, confirmation, null, cancellationToken));
        Assert.Equal(reason, refused.Reason);
    }
}
