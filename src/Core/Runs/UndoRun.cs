using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <summary>
/// Puts back what an earlier run saved, and starts the daemon again if it ran before that run. Of a run that was interrupted before its save was complete
/// nothing was written, so that only the daemon is to be started.
/// </summary>
internal sealed class UndoRun(RunSurroundings surroundings, RunJournal journal, RunDirectory undone, RecoveryPlan? plan)
{
    private readonly RunSteps _steps = new(surroundings, journal);
    private readonly List<string> _problems = [];

    /// <summary>The steps of such a run, in order.</summary>
    public static IReadOnlyList<RunStepName> StepNames { get; } = [RunStepName.StopDaemon, RunStepName.Restore, RunStepName.StartDaemon];

    /// <summary>Does the whole undo; after an interruption again, for each of its acts can be repeated.</summary>
    public async Task ExecuteAsync()
    {
        try
        {
            if (File.Exists(undone.Manifest))
            {
                await RestoreAsync().ConfigureAwait(false);
            }

            // Without the old database the daemon must stay down: it would make an empty one and delete the images.
            if (_problems.Count == 0)
            {
                await StartAsync().ConfigureAwait(false);
                CloseUndone();
            }
        }
        catch (Exception error) when (error is not RunAbandonedException)
        {
            _problems.Add(RunSteps.Words(error));
        }

        journal.Note(
            JournalEntryKind.End,
            _problems.Count == 0 ? null : string.Join('\n', _problems),
            outcome: _problems.Count == 0 ? RunOutcome.Undone : RunOutcome.Failed);
    }

    private async Task RestoreAsync()
    {
        await _steps.StepAsync(RunStepName.StopDaemon, () => _steps.StopForPuttingBackAsync(new StartupPatch(surroundings.Incus, undone))).ConfigureAwait(false);
        await _steps.StepAsync(RunStepName.Restore, async () =>
        {
            var host = await surroundings.Host.SurveyAsync(CancellationToken.None).ConfigureAwait(false);
            var result = await new PutBack(surroundings, journal, undone, plan).ExecuteAsync(host, CancellationToken.None).ConfigureAwait(false);
            _problems.AddRange(result.Problems);
            var done = RunTexts.Get("Restore.Done", undone.Saved, journal.Directory.Aside);
            return result.Words is { } words ? $"{done}\n{words}" : done;
        }).ConfigureAwait(false);
    }

    private async Task StartAsync()
    {
        if (!JournalReading.Read(undone.Journal)!.Header.DaemonWasRunning)
        {
            journal.Step(RunStepName.StartDaemon, RunStepState.Skipped, RunTexts.Get("Start.StaysDown"));
            return;
        }

        await _steps.StepAsync(RunStepName.StartDaemon, async () =>
        {
            await _steps.StartDaemonAsync().ConfigureAwait(false);
            return null;
        }).ConfigureAwait(false);
    }

    /// <summary>An interrupted run that is undone has come to its end.</summary>
    private void CloseUndone()
    {
        using var other = RunJournal.Continue(undone, surroundings.Time, observer: null);
        if (other.Reading.Outcome is null)
        {
            other.Note(JournalEntryKind.End, outcome: RunOutcome.Undone);
        }
    }
}
