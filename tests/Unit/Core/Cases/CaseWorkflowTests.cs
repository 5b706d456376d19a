using Recover.Core.Cases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Runs;
using Recover.Tests.Unit.Core.Runs;
using Xunit;

namespace Recover.Tests.Unit.Core.Cases;

public sealed class CaseWorkflowTests : IAsyncDisposable
{
    private const int Timeout = 60_000;
    private readonly FakeIncus _host = new();
    private readonly FakeRecoverySteps _steps;
    private readonly CaseWorkflow _workflow;

    public CaseWorkflowTests()
    {
        _steps = new FakeRecoverySteps(_host);
        _workflow = NewStart();
    }

    public async ValueTask DisposeAsync()
    {
        await _workflow.DisposeAsync();
        _host.Dispose();
    }

    [Fact(Timeout = Timeout)]
    public async Task Scan_Started_GoesOnUnwatchedAndStoresItsResult()
    {
        var stop = TestContext.Current.CancellationToken;
        var number = await ChosenAsync(stop);
        await _workflow.StartScanAsync(number, stop);
        await _steps.ScanReached.Task.WaitAsync(stop);
        Assert.Equal(("default", 1), (_workflow.Activity(number).Scan!.Pool, _workflow.Activity(number).Scan!.PoolCount));
        await _workflow.StartScanAsync(number, stop);
        _steps.GoOn.SetResult();
        await IdleAsync(_workflow, number, stop);
        var one = (await NewStart().FindAsync(number, stop))!;
        Assert.Equal(1, _steps.Scans);
        Assert.NotNull(one.Inventory);
        Assert.Equal(["profile:default/web", "network:default/br0"], one.Questions.Select(question => question.Id));
        Assert.Equal(CaseStep.Questions, one.Step);
    }

    [Fact(Timeout = Timeout)]
    public async Task Scan_Stopped_LeavesNoResult()
    {
        var stop = TestContext.Current.CancellationToken;
        var number = await ChosenAsync(stop);
        await _workflow.StartScanAsync(number, stop);
        await _workflow.StopScanAsync(number, stop);
        var one = (await _workflow.FindAsync(number, stop))!;
        Assert.False(_workflow.Activity(number).Busy);
        Assert.Null(one.Inventory);
        Assert.Equal(CaseTexts.Get("Event.ScanStopped"), one.Events[^1].What);
    }

    [Fact(Timeout = Timeout)]
    public async Task Scan_ThatFails_SaysWhy()
    {
        var stop = TestContext.Current.CancellationToken;
        var number = await ChosenAsync(stop);
        _steps.ScanFailure = new IOException("the disk vanished");
        _steps.GoOn.SetResult();
        await _workflow.StartScanAsync(number, stop);
        await IdleAsync(_workflow, number, stop);
        Assert.Equal("the disk vanished", (await _workflow.FindAsync(number, stop))!.ScanError);
    }

    [Fact(Timeout = Timeout)]
    public async Task Answers_ReplacedAcceptedAndWithdrawn_DropThePlan()
    {
        var stop = TestContext.Current.CancellationToken;
        var number = await ScannedAsync(stop);
        var answer = new Answer { QuestionId = FakeRecoverySteps.Web.Id, Kind = AnswerKind.LeaveOut, By = "anna", At = DateTimeOffset.UnixEpoch };
        await _workflow.AnswerAsync(number, answer, stop);
        await _workflow.AnswerAsync(number, answer with { Kind = AnswerKind.Map, MapTo = "default" }, stop);
        var accepted = await _workflow.AcceptProposalsAsync(number, "bert", stop);
        Assert.Equal(
            [("profile:default/web", AnswerKind.Map, "anna"), ("network:default/br0", AnswerKind.LeaveOut, "bert")],
            accepted.Answers.Select(one => (one.QuestionId, one.Kind, one.By)));
        Assert.NotNull((await _workflow.BuildPlanAsync(number, stop)).Plan);
        var withdrawn = await _workflow.WithdrawAnswerAsync(number, "network:default/br0", "carl", stop);
        Assert.Single(withdrawn.Answers);
        Assert.Equal("carl", withdrawn.Events[^1].By);
        Assert.Null(withdrawn.Plan);
    }

    [Fact(Timeout = Timeout)]
    public async Task Answer_ThatDoesNotFitItsQuestion_IsRefusedAndNothingChanges()
    {
        var stop = TestContext.Current.CancellationToken;
        var number = await ScannedAsync(stop);
        var answer = new Answer { QuestionId = FakeRecoverySteps.Web.Id, Kind = AnswerKind.Map, MapTo = "nowhere", By = "anna", At = DateTimeOffset.UnixEpoch };
        await Assert.ThrowsAsync<AnswerRefusedException>(() => _workflow.AnswerAsync(number, answer, stop));
        Assert.Empty((await _workflow.FindAsync(number, stop))!.Answers);
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_ConfirmedTwiceWithOneRequest_RunsOnce()
    {
        var stop = TestContext.Current.CancellationToken;
        var number = await PlannedAsync(stop);
        var plan = (await _workflow.FindAsync(number, stop))!.Plan!;
        await _workflow.StartApplyAsync(number, plan.Id, FakeIncus.HostName, "click", "anna", stop);
        await _workflow.StartApplyAsync(number, plan.Id, FakeIncus.HostName, "click", "anna", stop);
        await IdleAsync(_workflow, number, stop);
        var one = (await _workflow.FindAsync(number, stop))!;
        Assert.Equal(RunOutcome.Applied, Assert.Single(one.Runs).Outcome);
        Assert.Equal(CaseStep.Finished, one.Step);
        Assert.Equal(CaseTexts.Get("Event.RunEnded", one.Runs[0].Run, CaseTexts.Get("Outcome.Applied")), one.Events[^1].What);
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_Refused_MayBeTriedAgainWithTheSameRequest()
    {
        var stop = TestContext.Current.CancellationToken;
        var number = await PlannedAsync(stop);
        var plan = (await _workflow.FindAsync(number, stop))!.Plan!;
        var refused = await Assert.ThrowsAsync<RunRefusedException>(() => _workflow.StartApplyAsync(number, plan.Id, "wrong", "click", "anna", stop));
        Assert.Equal(RunRefusal.HostNameWrong, refused.Reason);
        await _workflow.StartApplyAsync(number, plan.Id, FakeIncus.HostName, "click", "anna", stop);
        await IdleAsync(_workflow, number, stop);
        Assert.Single((await _workflow.FindAsync(number, stop))!.Runs);
    }

    [Fact(Timeout = Timeout)]
    public async Task Apply_OlderPlan_IsRefused()
    {
        var stop = TestContext.Current.CancellationToken;
        var number = await PlannedAsync(stop);
        var refused = await Assert.ThrowsAsync<RunRefusedException>(
            () => _workflow.StartApplyAsync(number, "an older one", FakeIncus.HostName, "click", "anna", stop));
        Assert.Equal(RunRefusal.NoPlan, refused.Reason);
    }

    [Fact(Timeout = Timeout)]
    public async Task Undo_OfTheCasesRun_PutsTheOldStateBack()
    {
        var stop = TestContext.Current.CancellationToken;
        var before = _host.Tree();
        var number = await PlannedAsync(stop);
        await _workflow.StartApplyAsync(number, _host.Plan().Id, FakeIncus.HostName, "one", "anna", stop);
        await IdleAsync(_workflow, number, stop);
        var run = (await _workflow.FindAsync(number, stop))!.Runs.Single().Run;
        await _workflow.StartUndoAsync(number, run, "two", "anna", stop);
        await IdleAsync(_workflow, number, stop);
        var one = (await _workflow.FindAsync(number, stop))!;
        Assert.Equal([RunOutcome.Applied, RunOutcome.Undone], one.Runs.Select(each => each.Outcome));
        Assert.Equal(CaseStep.Recover, one.Step);
        Assert.Equal(before, _host.Tree());
    }

    [Fact(Timeout = Timeout)]
    public async Task Run_InterruptedByAKill_IsShownByTheNextStartAndCanBeFinished()
    {
        var stop = TestContext.Current.CancellationToken;
        var number = await PlannedAsync(stop);
        _host.At = place =>
        {
            if (place == "start")
            {
                _host.At = _ => { };
                throw new RunAbandonedException("killed", new InvalidOperationException("killed"));
            }
        };
        await _workflow.StartApplyAsync(number, _host.Plan().Id, FakeIncus.HostName, "one", "anna", stop);
        await IdleAsync(_workflow, number, stop);
        var next = NewStart();
        var run = Assert.Single((await next.FindAsync(number, stop))!.Runs);
        Assert.Equal(RunOutcome.Interrupted, run.Outcome);
        Assert.Equal((run.Run, RunOutcome.Interrupted), ListedRun(await next.ListAsync(stop)));
        await next.StartResumeAsync(number, run.Run, "two", "bert", stop);
        await IdleAsync(next, number, stop);
        Assert.Equal(RunOutcome.Applied, (await next.FindAsync(number, stop))!.Runs.Single().Outcome);
        Assert.Equal((run.Run, RunOutcome.Applied), ListedRun(await next.ListAsync(stop)));
    }

    [Fact(Timeout = Timeout)]
    public async Task List_RunWhoseNoteWasNotWrittenAnyMore_IsThatOfThePlansCase()
    {
        var stop = TestContext.Current.CancellationToken;
        var other = (await _workflow.OpenAsync(CaseSituation.Practice, "anna", stop)).Number;
        var number = await PlannedAsync(stop);
        Assert.All(await _workflow.ListAsync(stop), one => Assert.Null(one.LastRun));
        var active = await RunEngineContext.Engine(_host).StartApplyAsync(
            _host.Plan(), new RunConfirmation { By = "anna", TypedHostName = FakeIncus.HostName }, observer: null, stop);
        await active.Completion.WaitAsync(stop);
        var listed = await _workflow.ListAsync(stop);
        Assert.Equal(active.Run, listed.Single(one => one.Number == number).LastRun!.Run);
        Assert.Null(listed.Single(one => one.Number == other).LastRun);
    }

    [Fact(Timeout = Timeout)]
    public async Task OpenWithPlan_OfAnotherHost_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<RunRefusedException>(
            () => _workflow.OpenWithPlanAsync(_host.Plan() with { HostName = "another" }, "anna", TestContext.Current.CancellationToken));
        Assert.Equal(RunRefusal.PlanUnfit, refused.Reason);
        Assert.Empty(await _workflow.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = Timeout)]
    public async Task CheckPool_UnknownDriver_IsAFinding()
    {
        var stop = TestContext.Current.CancellationToken;
        var number = (await _workflow.OpenAsync(CaseSituation.PoolMissing, "anna", stop)).Number;
        var findings = await _workflow.CheckPoolAsync(number, FakeRecoverySteps.Pool with { Driver = "floppy" }, stop);
        Assert.Equal(FindingCode.PoolDriverUnknown, Assert.Single(findings).Code);
    }

    [Fact(Timeout = Timeout)]
    public async Task StartDaemon_ByTheOperator_IsLoggedAndLookedAtAgain()
    {
        var stop = TestContext.Current.CancellationToken;
        _host.Running = false;
        var number = (await _workflow.OpenAsync(CaseSituation.DatabaseLost, "anna", stop)).Number;
        var one = await _workflow.StartDaemonAsync(number, "anna", stop);
        Assert.Equal(Recover.Core.Hosts.DaemonState.Running, one.Host!.Daemon);
        Assert.Contains(one.Events, each => each.By == "anna" && each.What == CaseTexts.Get("Event.DaemonStarted"));
    }

    [Fact(Timeout = Timeout)]
    public async Task Close_Twice_IsLoggedOnce()
    {
        var stop = TestContext.Current.CancellationToken;
        var number = (await _workflow.OpenAsync(CaseSituation.Practice, "anna", stop)).Number;
        await _workflow.CloseAsync(number, "anna", stop);
        var one = await _workflow.CloseAsync(number, "bert", stop);
        Assert.NotNull(one.ClosedAt);
        Assert.Equal(2, one.Events.Length);
    }

    private static (string Run, RunOutcome? Outcome) ListedRun(IEnumerable<CaseSummary> listed) =>
        Assert.Single(listed).LastRun is { } run ? (run.Run, run.Outcome) : default;

    private static async Task IdleAsync(CaseWorkflow workflow, int number, CancellationToken cancellationToken)
    {
        await foreach (var activity in workflow.WatchAsync(number, cancellationToken))
        {
            if (!activity.Busy)
            {
                return;
            }
        }
    }

    private CaseWorkflow NewStart() =>
        new(new CaseStore(_host.Data), _steps, RunEngineContext.Engine(_host), _host.Data, TimeProvider.System);

    private async Task<int> ChosenAsync(CancellationToken cancellationToken)
    {
        var opened = await _workflow.OpenAsync(CaseSituation.DatabaseLost, "anna", cancellationToken);
        var seen = await _workflow.SurveyAsync(opened.Number, cancellationToken);
        await _workflow.ChoosePoolsAsync(opened.Number, [.. seen.Found.Select(candidate => candidate.Definition)], "anna", cancellationToken);
        return opened.Number;
    }

    private async Task<int> ScannedAsync(CancellationToken cancellationToken)
    {
        var number = await ChosenAsync(cancellationToken);
        _steps.GoOn.TrySetResult();
        await _workflow.StartScanAsync(number, cancellationToken);
        await IdleAsync(_workflow, number, cancellationToken);
        return number;
    }

    private async Task<int> PlannedAsync(CancellationToken cancellationToken)
    {
        var number = await ScannedAsync(cancellationToken);
        await _workflow.AcceptProposalsAsync(number, "anna", cancellationToken);
        await _workflow.BuildPlanAsync(number, cancellationToken);
        return number;
    }
}
