using Recover.Core.Cases;
using Recover.Core.Hosts;
using Recover.Core.Runs;
using Recover.Tests.Unit.Core.Runs;
using Xunit;

namespace Recover.Tests.Unit.Core.Cases;

public sealed class InstanceStartWorkflowTests : IAsyncDisposable
{
    private const int Timeout = 60_000;
    private readonly FakeIncus _host = new();
    private readonly FakeRecoverySteps _steps;
    private readonly CaseWorkflow _workflow;

    public InstanceStartWorkflowTests()
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
    public async Task Start_ClickedTwice_StartsOnceAndTheCaseTellsTheEnd()
    {
        var stop = TestContext.Current.CancellationToken;
        var number = await AppliedAsync(stop);

        await _workflow.StartInstanceAsync(number, "default", "c1", "click", "anna", stop);
        await _workflow.StartInstanceAsync(number, "default", "c1", "click", "anna", stop);
        await _workflow.StartInstanceAsync(number, "default", "c1", "another page", "bert", stop);
        Assert.Equal(InstanceStartState.Starting, Assert.Single((await _workflow.FindAsync(number, stop))!.Starts).State);
        _steps.StartEnds.SetResult(InstanceStartResult.Started);
        await IdleAsync(number, stop);

        Assert.Equal(["default/c1"], _steps.Started);
        var one = (await NewStart().FindAsync(number, stop))!;
        Assert.Equal((InstanceStartState.Running, "anna"), (Assert.Single(one.Starts).State, one.Starts[0].By));
        Assert.Equal(CaseTexts.Get("Event.InstanceRunning", "default/c1"), one.Events[^1].What);
    }

    [Fact(Timeout = Timeout)]
    public async Task Start_ThatFails_KeepsIncusWordsAndMayBeTriedAgain()
    {
        var stop = TestContext.Current.CancellationToken;
        var number = await AppliedAsync(stop);
        _steps.StartEnds.SetResult(new InstanceStartResult(false, "Missing source path", "the log"));

        await _workflow.StartInstanceAsync(number, "default", "c1", "one", "anna", stop);
        await IdleAsync(number, stop);
        var failed = Assert.Single((await _workflow.FindAsync(number, stop))!.Starts);
        _steps.StartEnds = new TaskCompletionSource<InstanceStartResult>();
        _steps.StartEnds.SetResult(InstanceStartResult.Started);
        await _workflow.StartInstanceAsync(number, "default", "c1", "two", "anna", stop);
        await IdleAsync(number, stop);

        Assert.Equal((InstanceStartState.Failed, "Missing source path", "the log"), (failed.State, failed.Error, failed.Log));
        Assert.Equal(InstanceStartState.Running, Assert.Single((await _workflow.FindAsync(number, stop))!.Starts).State);
    }

    [Fact(Timeout = Timeout)]
    public async Task Start_OfWhatWasNotRecovered_IsRefused()
    {
        var stop = TestContext.Current.CancellationToken;
        var number = await AppliedAsync(stop);

        var refused = await Assert.ThrowsAsync<RunRefusedException>(() => _workflow.StartInstanceAsync(number, "default", "c9", "one", "anna", stop));
        Assert.Equal(RunRefusal.WrongState, refused.Reason);
        await _workflow.StartUndoAsync(number, (await _workflow.FindAsync(number, stop))!.Runs.Single().Run, "undo", "anna", stop);
        await IdleAsync(number, stop);
        refused = await Assert.ThrowsAsync<RunRefusedException>(() => _workflow.StartInstanceAsync(number, "default", "c1", "two", "anna", stop));

        Assert.Equal(RunRefusal.WrongState, refused.Reason);
        Assert.Empty(_steps.Started);
    }

    [Fact(Timeout = Timeout)]
    public async Task Start_WhoseConsoleEnds_IsUnclearForTheNext()
    {
        var stop = TestContext.Current.CancellationToken;
        var number = await AppliedAsync(stop);
        await _workflow.StartInstanceAsync(number, "default", "c1", "one", "anna", stop);

        var killed = await NewStart().FindAsync(number, stop);
        await _workflow.DisposeAsync();
        var ended = await NewStart().FindAsync(number, stop);

        Assert.Equal(InstanceStartState.Unclear, Assert.Single(killed!.Starts).State);
        Assert.Equal(InstanceStartState.Unclear, Assert.Single(ended!.Starts).State);
        Assert.Equal(CaseTexts.Get("Event.InstanceUnclear", "default/c1"), ended.Events[^1].What);
    }

    private CaseWorkflow NewStart() => new(new CaseStore(_host.Data), _steps, RunEngineContext.Engine(_host), _host.Data, TimeProvider.System);

    private async Task<int> AppliedAsync(CancellationToken cancellationToken)
    {
        var opened = await _workflow.OpenWithPlanAsync(_host.Plan(), "anna", cancellationToken);
        await _workflow.StartApplyAsync(opened.Number, _host.Plan().Id, FakeIncus.HostName, "apply", "anna", cancellationToken);
        await IdleAsync(opened.Number, cancellationToken);
        return opened.Number;
    }

    private async Task IdleAsync(int number, CancellationToken cancellationToken)
    {
        await foreach (var activity in _workflow.WatchAsync(number, cancellationToken))
        {
            if (!activity.Busy)
            {
                return;
            }
        }
    }
}
