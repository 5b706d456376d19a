using Recover.Core.Databases.Candidates;
using Recover.Core.Runs;

namespace Recover.Core.Cases;

/// <content>Applying, undoing, finishing.</content>
public sealed partial class CaseWorkflow
{
    /// <inheritdoc/>
    public Task StartApplyAsync(
        int number, string planId, string typedHostName, string requestId, string by, CancellationToken cancellationToken) => StartRunAsync(
        number,
        RunKind.Apply,
        requestId,
        async (one, observer) =>
        {
            if (one.Plan is not { HasChanges: true } plan || plan.Id != planId)
            {
                throw RunTexts.Refuse(RunRefusal.NoPlan);
            }

            var confirmation = new RunConfirmation { By = by, TypedHostName = typedHostName, RequestId = requestId };
            var active = await _engine.StartApplyAsync(plan, confirmation, observer, cancellationToken).ConfigureAwait(false);
            return (active, Event(by, "Event.RunStarted", one.HostName, active.Run));
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task StartRestoreAsync(
        int number, DatabaseRestoration wanted, string typedHostName, string requestId, string by, CancellationToken cancellationToken) => StartRunAsync(
        number,
        RunKind.Restore,
        requestId,
        async (one, observer) =>
        {
            var confirmation = new RunConfirmation { By = by, TypedHostName = typedHostName, RequestId = requestId };
            var active = await _engine.StartRestoreAsync(wanted, confirmation, observer, cancellationToken).ConfigureAwait(false);
            return (active, Event(by, "Event.RestoreStarted", one.HostName, active.Run, CandidateTexts.Request(wanted.Request)));
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task StartUndoAsync(int number, string runId, string requestId, string by, CancellationToken cancellationToken) => StartRunAsync(
        number,
        RunKind.Undo,
        requestId,
        async (one, observer) =>
        {
            EnsureOwn(one, runId, RunRefusal.NothingSaved);
            var active = await _engine.StartUndoAsync(
                runId, new RunConfirmation { By = by, RequestId = requestId }, observer, cancellationToken).ConfigureAwait(false);
            return (active, Event(by, "Event.UndoStarted", runId, active.Run));
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task StartResumeAsync(int number, string runId, string requestId, string by, CancellationToken cancellationToken) => StartRunAsync(
        number,
        RunKind.Apply,
        requestId,
        async (one, observer) =>
        {
            EnsureOwn(one, runId, RunRefusal.WrongState);
            var active = await _engine.StartResumeAsync(
                runId, new RunConfirmation { By = by, RequestId = requestId }, observer, cancellationToken).ConfigureAwait(false);
            return (active, Event(by, "Event.ResumeStarted", runId));
        },
        cancellationToken);

    private static void EnsureOwn(RecoveryCase one, string run, RunRefusal reason)
    {
        if (one.Runs.All(own => own.Run != run))
        {
            throw RunTexts.Refuse(reason, RunTexts.Get("State.NotInterrupted", run));
        }
    }

    private Task<bool> StartRunAsync(
        int number, RunKind kind, string requestId, Func<RecoveryCase, IRunObserver, Task<(ActiveRun Active, CaseEvent Event)>> start, CancellationToken cancellationToken) =>
        InTurnAsync(
            number,
            async () =>
            {
                if (!await _store.NoteRequestAsync(requestId, number, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                try
                {
                    var one = await GetAsync(number, cancellationToken).ConfigureAwait(false);
                    var (active, started) = await start(one, new ActivityObserver(_activities, number)).ConfigureAwait(false);
                    _activities.Change(number, activity => activity with { Run = activity.Run ?? JustBegun(kind, active, started) });
                    // Nothing may be given up from here on: the run is under way.
                    await _store.NoteRunAsync(number, active.Run, CancellationToken.None).ConfigureAwait(false);
                    await _store.ChangeAsync(
                        number, before => before with { Step = CaseStep.Recover, Events = before.Events.Add(started) }, CancellationToken.None).ConfigureAwait(false);
                    _followed[active.Run] = FollowAsync(number, active);
                    return true;
                }
                catch (RunRefusedException)
                {
                    await _store.ForgetRequestAsync(requestId, CancellationToken.None).ConfigureAwait(false);
                    throw;
                }
            },
            cancellationToken);

    private static RecoveryRun JustBegun(RunKind kind, ActiveRun active, CaseEvent started) =>
        new() { Run = active.Run, Kind = kind, Plan = "", By = started.By, StartedAt = started.At };

    private RecoveryCase Ended(RecoveryCase one, RecoveryRun run) => one with
    {
        Step = run is { Kind: RunKind.Apply, Outcome: RunOutcome.Applied } ? CaseStep.Finished : CaseStep.Recover,
        Events = one.Events.Add(Event(Own, "Event.RunEnded", run.Run, CaseTexts.Get($"Outcome.{run.Outcome}"))),
    };

    private bool ReplacedDatabase(RecoveryRun run) =>
        run.Kind == RunKind.Restore || (run is { Kind: RunKind.Undo, Undoes: { } undone } && _engine.FindRestoration(undone) is not null);

    /// <summary>What was seen and planned on another database counts no more: the next page that needs it looks again.</summary>
    private RecoveryCase WithoutSight(RecoveryCase one) => one with
    {
        Host = null,
        Database = null,
        Inventory = null,
        ScanError = null,
        Questions = [],
        Plan = null,
        Events = one.Database?.Files?.Advice.Because is { } finding
            ? one.Events.Add(Event(Own, "Event.DatabaseFound", $"{finding.Message} {finding.DaemonBehaviour}"))
            : one.Events,
    };

    private async Task FollowAsync(int number, ActiveRun active)
    {
        try
        {
            var run = await active.Completion.ConfigureAwait(false);
            await _store.ChangeAsync(
                number,
                one => Ended(ReplacedDatabase(run) ? WithoutSight(one) : one, run),
                CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _activities.Change(number, activity => activity with { Run = null });
            _followed.TryRemove(active.Run, out _);
        }
    }

    private sealed class ActivityObserver(CaseActivities activities, int number) : IRunObserver
    {
        public void EntryWritten(RecoveryRun run, JournalEntry entry) => activities.Change(number, activity => activity with { Run = run });
    }
}
