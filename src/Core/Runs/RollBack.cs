namespace Recover.Core.Runs;

/// <summary>The way back of a failed run that made no links: what it saved is put back and the daemon is as it was before.</summary>
/// <param name="surroundings">The host.</param>
/// <param name="journal">Of the run that failed.</param>
internal sealed class RollBack(RunSurroundings surroundings, RunJournal journal)
{
    private readonly RunSteps _steps = new(surroundings, journal);

    /// <summary>Puts everything back as far as it goes, and ends the journal with the error and how it went.</summary>
    public async Task ExecuteAsync(string error)
    {
        var reading = journal.Reading;
        var wrote = reading.IsDone(RunStepName.Save);
        var problems = new List<string>();
        if (wrote)
        {
            try
            {
                await _steps.StepAsync(RunStepName.Restore, async () =>
                {
                    await _steps.StopForPuttingBackAsync(plan: null).ConfigureAwait(false);
                    var host = await surroundings.Host.SurveyAsync(CancellationToken.None).ConfigureAwait(false);
                    var result = await new PutBack(surroundings, journal, journal.Directory, plan: null).ExecuteAsync(host, CancellationToken.None).ConfigureAwait(false);
                    problems.AddRange(result.Problems);
                    return result.Words;
                }).ConfigureAwait(false);
            }
            catch (Exception stuck) when (stuck is not RunAbandonedException)
            {
                problems.Add(RunSteps.Words(stuck));
            }
        }

        // Without the old database the daemon must stay down: it would make an empty one and delete the images.
        if (reading.Header.DaemonWasRunning && problems.Count == 0 && (reading.Began(RunStepName.StopDaemon) || wrote))
        {
            try
            {
                await _steps.StartDaemonAsync().ConfigureAwait(false);
            }
            catch (Exception stuck) when (stuck is not RunAbandonedException)
            {
                problems.Add(RunSteps.Words(stuck));
            }
        }

        journal.Note(
            JournalEntryKind.End,
            string.Join('\n', problems.Prepend(error)),
            outcome: problems.Count == 0 ? RunOutcome.RolledBack : RunOutcome.Failed);
    }
}
