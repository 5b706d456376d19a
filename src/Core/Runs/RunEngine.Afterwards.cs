using Recover.Core.Hosts;
using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <content>Undoing and finishing earlier runs.</content>
public sealed partial class RunEngine
{
    /// <summary>Starts putting back what a run saved: of the last applied run, or of an interrupted or failed one.</summary>
    /// <exception cref="RunRefusedException">Another run is under way, nothing was saved, or a later run stands on this one.</exception>
    public async Task<ActiveRun> StartUndoAsync(string run, RunConfirmation confirmation, IRunObserver? observer, CancellationToken cancellationToken)
    {
        var held = Take();
        try
        {
            var undone = new RunDirectory(surroundings.Data, run);
            var reading = JournalReading.Read(undone.Journal);
            var plan = FindPlan(run);
            if (reading is null || !CanBePutBack(reading.Header.Kind, plan))
            {
                throw RunTexts.Refuse(RunRefusal.NothingSaved);
            }

            EnsureUndoable(run, reading);
            var state = await surroundings.Daemon.StateAsync(cancellationToken).ConfigureAwait(false);
            var directory = new RunDirectory(surroundings.Data, RunDirectory.NewId(surroundings.Time));
            var header = Header(directory, RunKind.Undo, reading.Header.Plan, confirmation, state == DaemonState.Running, UndoRun.StepNames) with { Undoes = run };
            return Start(held, directory, plan, header, observer, journal => new UndoRun(surroundings, journal, undone, plan).ExecuteAsync());
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with an interrupted run; each of its steps can be repeated, and the patch is never applied twice.</summary>
    /// <exception cref="RunRefusedException">Another run is under way, the run is not interrupted, or the database has changed before anything was saved.</exception>
    public async Task<ActiveRun> StartResumeAsync(string run, RunConfirmation confirmation, IRunObserver? observer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var held = Take();
        RunJournal? journal = null;
        try
        {
            var directory = RunDirectory.IsId(run) ? new RunDirectory(surroundings.Data, run) : null;
            var reading = directory is null ? null : JournalReading.Read(directory.Journal);
            if (directory is null || reading is null || reading.Outcome is not null)
            {
                throw RunTexts.Refuse(RunRefusal.WrongState, RunTexts.Get("State.NotInterrupted", run));
            }

            journal = RunJournal.Continue(directory, surroundings.Time, observer);
            var work = await ContinuationAsync(journal, FindPlan(run)).ConfigureAwait(false);
            _active = run;
            held.Note(run);
            var opened = journal;
            return new ActiveRun(run, Task.Run(() => CarryOutAsync(held, directory, () => opened, async own =>
            {
                own.Note(JournalEntryKind.Resume, by: confirmation.By);
                await work().ConfigureAwait(false);
            })));
        }
        catch
        {
            journal?.Dispose();
            held.Dispose();
            throw;
        }
    }

    private async Task<Func<Task>> ContinuationAsync(RunJournal journal, RecoveryPlan? plan)
    {
        var header = journal.Reading.Header;
        return header.Kind switch
        {
            RunKind.Undo => new UndoRun(surroundings, journal, new RunDirectory(surroundings.Data, header.Undoes!), plan).ExecuteAsync,
            RunKind.Restore when FindRestoration(header.Run) is { } wanted => new RestoreRun(surroundings, journal, wanted).Resume(),
            RunKind.Apply or RunKind.Rehearsal when plan is not null =>
                await new ApplyRun(surroundings, journal, plan).ResumeAsync().ConfigureAwait(false),
            _ => throw RunTexts.Refuse(RunRefusal.WrongState, RunTexts.Get("State.NotInterrupted", header.Run)),
        };
    }

    // A restored database has no plan: it made no links.
    private static bool CanBePutBack(RunKind kind, RecoveryPlan? plan) => kind == RunKind.Restore || (kind == RunKind.Apply && plan is not null);

    private void EnsureUndoable(string run, JournalReading reading)
    {
        var saved = File.Exists(new RunDirectory(surroundings.Data, run).Manifest);
        if (reading.Outcome is RunOutcome.RolledBack or RunOutcome.Rehearsed or RunOutcome.Undone || (reading.Outcome is not null && !saved))
        {
            throw RunTexts.Refuse(RunRefusal.NothingSaved);
        }

        var runs = List();
        var undone = runs.Where(other => other is { Kind: RunKind.Undo, Outcome: RunOutcome.Undone }).Select(other => other.Undoes).ToHashSet();
        var earlier = runs.Where(other => other.StartedAt < reading.Entries[0].At).Select(other => other.Run).ToHashSet();
        // The lock is held here, so that a run without an end is an interrupted one.
        var later = runs.FirstOrDefault(other => other.StartedAt > reading.Entries[0].At && other.Kind switch
        {
            // What failed before its save wrote nothing, and could not be undone first either.
            RunKind.Apply or RunKind.Restore => other.Outcome is not (RunOutcome.RolledBack or RunOutcome.Undone)
                && (other.Outcome != RunOutcome.Failed || other.SavedState is not null) && !undone.Contains(other.Run),
            RunKind.Undo => other.Outcome is RunOutcome.Undone or RunOutcome.Interrupted or null
                && (other.Undoes == run || earlier.Contains(other.Undoes!)),
            _ => false,
        });
        if (later is not null || undone.Contains(run))
        {
            throw RunTexts.Refuse(RunRefusal.WrongState, RunTexts.Get("State.Later", later?.Run ?? run));
        }
    }
}
