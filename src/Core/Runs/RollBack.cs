using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <summary>The way back of a failed run: what it saved is put back and the daemon is as it was before.</summary>
/// <param name="surroundings">The host.</param>
/// <param name="journal">Of the run that failed.</param>
/// <param name="steps">Its steps.</param>
/// <param name="plan">The plan that it was to apply; null when it had none.</param>
internal sealed class RollBack(RunSurroundings surroundings, RunJournal journal, RunSteps steps, RecoveryPlan? plan)
{
    private readonly List<string> _problems = [];

    // Read before putting back begins, which is a step of its own.
    private readonly bool _wrote = journal.Reading.IsDone(RunStepName.Save);
    private readonly bool _cameBack = journal.Reading.HasSince(JournalEntryKind.DaemonCameBack, RunStepName.Write);

    /// <summary>Puts everything back as far as it goes, and ends the journal with the error and how it went.</summary>
    public async Task ExecuteAsync(string error)
    {
        if (_wrote)
        {
            await TryAsync(() => steps.StepAsync(RunStepName.Restore, PutBackAsync)).ConfigureAwait(false);
        }

        if (_cameBack && plan is { CreatesDatabase: true })
        {
            _problems.Add(RunTexts.Get("Restore.NewDatabase", journal.Directory.Saved));
        }

        // Without the old database the daemon must stay down: it would make an empty one and delete the images.
        if (journal.Reading.Header.DaemonWasRunning && _problems.Count == 0 && (journal.Reading.Began(RunStepName.StopDaemon) || _wrote))
        {
            await TryAsync(steps.StartDaemonAsync).ConfigureAwait(false);
        }

        journal.Note(
            JournalEntryKind.End,
            string.Join('\n', _problems.Prepend(error)),
            outcome: _problems.Count == 0 ? RunOutcome.RolledBack : RunOutcome.Failed);
    }

    private async Task<string?> PutBackAsync()
    {
        var putBack = new PutBack(surroundings, journal, journal.Directory, plan);
        if (_cameBack)
        {
            return Told(await putBack.LeaveDatabaseAsync(CancellationToken.None).ConfigureAwait(false));
        }

        var words = await steps.StopForPuttingBackAsync(new StartupPatch(surroundings.Incus, journal.Directory)).ConfigureAwait(false);
        var host = await surroundings.Host.SurveyAsync(CancellationToken.None).ConfigureAwait(false);
        return RunSteps.Joined(words, Told(await putBack.ExecuteAsync(host, CancellationToken.None).ConfigureAwait(false)));
    }

    private string? Told(PutBackResult result)
    {
        _problems.AddRange(result.Problems);
        return result.Words;
    }

    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (Exception stuck) when (stuck is not RunAbandonedException)
        {
            _problems.Add(RunSteps.Words(stuck));
        }
    }
}
