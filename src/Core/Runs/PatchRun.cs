using Recover.Core.Hosts;
using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <summary>
/// A run that changes the database through the daemon: the daemon is stopped, everything is saved, the start-up patch is written and the daemon takes it in; or, on a
/// failure, everything is as before. What applying a plan and restoring a state of the database have in common.
/// </summary>
/// <param name="surroundings">The host.</param>
/// <param name="journal">Of this run.</param>
/// <param name="plan">The plan that it applies; null when it has none.</param>
internal abstract class PatchRun(RunSurroundings surroundings, RunJournal journal, RecoveryPlan? plan)
{
    private readonly RecoveryPlan? _plan = plan;

    /// <summary>The host.</summary>
    protected RunSurroundings Surroundings { get; } = surroundings;

    /// <summary>The one owner of the run's state.</summary>
    protected RunJournal Journal { get; } = journal;

    /// <summary>Steps of every run.</summary>
    protected RunSteps Steps { get; } = new(surroundings, journal);

    /// <summary>What the daemon is to take in.</summary>
    protected StartupPatch Patch { get; } = new(surroundings.Incus, journal.Directory);

    /// <summary>Does the work, then verifies; a failure of the work puts everything back. Work that ended the run by itself is left so.</summary>
    protected async Task GuardedAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception error) when (error is not RunAbandonedException)
        {
            await RollBackAsync(RunSteps.Words(error)).ConfigureAwait(false);
            return;
        }

        if (Journal.Reading.Outcome is null)
        {
            await VerifyAsync().ConfigureAwait(false);
        }
    }

    /// <summary>What goes on after an interruption when the run was putting back already; null when it was not.</summary>
    protected Func<Task>? ResumeRollBack()
    {
        if (!Journal.Reading.Began(RunStepName.Restore))
        {
            return null;
        }

        var first = Journal.Reading.Entries.Find(entry => entry.State == RunStepState.Failed)?.Detail ?? "";
        return () => RollBackAsync(first);
    }

    /// <summary>The step in which the daemon stops; what is to be seen of the stopped one belongs to it.</summary>
    protected Task StopAsync(Func<Task> look) => Steps.StepAsync(RunStepName.StopDaemon, async () =>
    {
        await Steps.StopDaemonAsync().ConfigureAwait(false);
        await look().ConfigureAwait(false);
        return null;
    });

    /// <summary>The step in which everything is saved, these backup files too.</summary>
    protected Task SaveAsync(IAsyncEnumerable<FoundBackupFile> files) => Steps.StepAsync(RunStepName.Save, async () =>
    {
        var manifest = await new SavedState(Surroundings, Journal.Directory).SaveAsync(files, CancellationToken.None).ConfigureAwait(false);
        var done = RunTexts.Get("Save.Done", manifest.Files.Length, manifest.Files.Sum(file => file.SizeBytes), Journal.Directory.Saved);
        return manifest.UnreadablePlaces == 0 ? done : $"{done}\n{RunTexts.Get("Save.Unreadable", manifest.UnreadablePlaces)}";
    });

    /// <summary>Writes the patch for the daemon, when nothing speaks against it.</summary>
    /// <exception cref="DaemonControlException">The daemon runs.</exception>
    /// <exception cref="IOException">A patch of another hand lies there.</exception>
    protected async Task WritePatchAsync()
    {
        var secrets = _plan is null ? [] : await Surroundings.Host.ReadSecretsAsync(_plan, CancellationToken.None).ConfigureAwait(false);
        await EnsureDaemonIsGoneAsync().ConfigureAwait(false);
        EnsureNoOtherPatch();
        Patch.Write(secrets);
    }

    /// <summary>A supervisor may have started it again. It would not see the patch, and its database must not be put back under it.</summary>
    /// <exception cref="DaemonControlException">The daemon runs.</exception>
    protected async Task EnsureDaemonIsGoneAsync()
    {
        if (!await Surroundings.Daemon.IsGoneAsync(CancellationToken.None).ConfigureAwait(false))
        {
            Journal.Note(JournalEntryKind.DaemonCameBack);
            throw new DaemonControlException(RunTexts.Get("Daemon.CameBack"));
        }
    }

    /// <summary>Its statements were not rehearsed, and the daemon would apply them in the same transaction.</summary>
    /// <exception cref="IOException">There is one.</exception>
    protected void EnsureNoOtherPatch()
    {
        if (Patch.OfAnotherHand is { } other)
        {
            throw new IOException(RunTexts.Get("Patch.OfAnotherHand", other));
        }
    }

    /// <summary>The step in which the daemon starts and takes the patch in.</summary>
    protected Task StartAsync() => Steps.StepAsync(RunStepName.StartDaemon, async () =>
    {
        await Steps.StartDaemonAsync().ConfigureAwait(false);
        if (Patch.IsPending)
        {
            if (await ServesOldDatabaseAsync().ConfigureAwait(false))
            {
                // It was up before the patch was there.
                Journal.Note(JournalEntryKind.DaemonCameBack);
            }

            throw new DaemonControlException(RunTexts.Get("Start.PatchLeft", Surroundings.Incus.GlobalPatch));
        }

        return Journal.Reading.Header.DaemonWasRunning ? null : RunTexts.Get("Start.RunsNow");
    });

    /// <summary>Whether a daemon that did not take the patch in works on the database as it was, which then is its own.</summary>
    protected abstract Task<bool> ServesOldDatabaseAsync();

    /// <summary>Compares what is there now with what was wanted.</summary>
    protected abstract Task<(Verification Verification, string Words)> CompareAsync();

    private async Task VerifyAsync()
    {
        Journal.Step(RunStepName.Verify, RunStepState.Running);
        try
        {
            var (verification, words) = await CompareAsync().ConfigureAwait(false);
            Journal.Note(JournalEntryKind.Verified, verification: verification);
            Journal.Step(RunStepName.Verify, RunStepState.Done, words);
        }
        catch (Exception error) when (error is not RunAbandonedException)
        {
            // It is in; that it could not be looked at is no reason to take it out again.
            Journal.Step(RunStepName.Verify, RunStepState.Failed, RunSteps.Words(error));
        }

        Journal.Note(JournalEntryKind.End, outcome: RunOutcome.Applied);
    }

    private Task RollBackAsync(string error) => new RollBack(Surroundings, Journal, Steps, _plan).ExecuteAsync(error);
}
