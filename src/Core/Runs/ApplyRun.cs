using Recover.Core.Databases;
using Recover.Core.Hosts;
using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <summary>Takes one plan through rehearse, save, write and verify; or, on a failure, back to what was before.</summary>
internal sealed class ApplyRun(RunSurroundings surroundings, RunJournal journal, RecoveryPlan plan)
{
    private readonly RunSteps _steps = new(surroundings, journal);
    private readonly RunDirectory _directory = journal.Directory;

    /// <summary>The steps of such a run, in order.</summary>
    public static IReadOnlyList<RunStepName> Steps { get; } =
    [
        RunStepName.Rehearse, RunStepName.StopDaemon, RunStepName.Save, RunStepName.CreateDatabase, RunStepName.Write, RunStepName.StartDaemon,
        RunStepName.Verify,
    ];

    /// <summary>Does the whole run from its first step, on a database that was just read.</summary>
    public async Task ExecuteAsync(DatabaseReading database)
    {
        try
        {
            await _steps.StepAsync(RunStepName.Rehearse, () => RehearseAsync(database)).ConfigureAwait(false);
            if (journal.Reading.Header.Kind == RunKind.Rehearsal)
            {
                journal.Note(JournalEntryKind.End, outcome: RunOutcome.Rehearsed);
                return;
            }

            await ToTheSaveAsync(database).ConfigureAwait(false);
            await FromTheSaveAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is not RunAbandonedException)
        {
            await RollBackAsync(RunSteps.Words(error)).ConfigureAwait(false);
            return;
        }

        await VerifyAsync().ConfigureAwait(false);
    }

    /// <summary>Goes on after an interruption, from where the journal ends.</summary>
    /// <exception cref="RunRefusedException">The database has changed since; nothing was done.</exception>
    public async Task<Func<Task>> ResumeAsync()
    {
        if (journal.Reading.Began(RunStepName.Restore))
        {
            var first = journal.Reading.Entries.Find(entry => entry.State == RunStepState.Failed)?.Detail ?? "";
            return () => RollBackAsync(first);
        }

        var reading = journal.Reading;
        if (!reading.IsDone(RunStepName.Save))
        {
            var (_, database) = await _steps.ReadAsync(ReadingDepth.Everything).ConfigureAwait(false);
            EnsureNoDrift(database);
            return () => ExecuteAsync(database);
        }

        if (plan.CreatesDatabase && !reading.IsDone(RunStepName.CreateDatabase))
        {
            return () => GuardedAsync(FromTheSaveAsync, () => true);
        }

        return ContinueAsync;
    }

    private async Task ContinueAsync()
    {
        var fits = true;
        await GuardedAsync(
            async () =>
            {
                fits = await PrepareWritingAsync().ConfigureAwait(false);
                if (fits)
                {
                    await StartAsync().ConfigureAwait(false);
                }
            },
            () => fits).ConfigureAwait(false);
    }

    private async Task GuardedAsync(Func<Task> work, Func<bool> isApplied)
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

        if (isApplied())
        {
            await VerifyAsync().ConfigureAwait(false);
        }
        else
        {
            // Nothing of the plan is in, and others have written meanwhile: taking their work away is not for a resume to decide; an undo still can.
            journal.Note(JournalEntryKind.End, RunTexts.Get("Refused.Drift"), outcome: RunOutcome.Failed);
        }
    }

    private async Task ToTheSaveAsync(DatabaseReading database)
    {
        HostSurvey? host = null;
        await _steps.StepAsync(RunStepName.StopDaemon, async () =>
        {
            await _steps.StopDaemonAsync().ConfigureAwait(false);
            (host, var stopped) = await _steps.ReadAsync(ReadingDepth.Fingerprint).ConfigureAwait(false);
            // Between reading and stopping, Incus may have written.
            EnsureNoDrift(stopped);
            return null;
        }).ConfigureAwait(false);
        await _steps.StepAsync(RunStepName.Save, async () =>
        {
            // The fingerprint says that the stopped database still holds what was read.
            var files = surroundings.Host.ReadBackupFilesAsync(plan, host!, database, CancellationToken.None);
            var manifest = await new SavedState(surroundings, _directory).SaveAsync(files, CancellationToken.None).ConfigureAwait(false);
            var done = RunTexts.Get("Save.Done", manifest.Files.Length, manifest.Files.Sum(file => file.SizeBytes), _directory.Saved);
            return manifest.UnreadablePlaces == 0 ? done : $"{done} {RunTexts.Get("Save.Unreadable", manifest.UnreadablePlaces)}";
        }).ConfigureAwait(false);
    }

    private async Task FromTheSaveAsync()
    {
        if (plan.CreatesDatabase)
        {
            await _steps.StepAsync(RunStepName.CreateDatabase, CreateDatabaseAsync).ConfigureAwait(false);
        }
        else
        {
            journal.Step(RunStepName.CreateDatabase, RunStepState.Skipped);
        }

        await WriteAsync().ConfigureAwait(false);
        await StartAsync().ConfigureAwait(false);
    }

    private async Task<string?> RehearseAsync(DatabaseReading database)
    {
        var rehearsal = await surroundings.Host.RehearseAsync(plan, database, CancellationToken.None).ConfigureAwait(false);
        return rehearsal.Problems.IsEmpty
            ? RunTexts.Get("Rehearse.Done", rehearsal.Statements, plan.Create.Count)
            : throw new InvalidOperationException(string.Join('\n', rehearsal.Problems));
    }

    private async Task<string?> CreateDatabaseAsync()
    {
        EnsureNoOtherPatch();
        await _steps.StartDaemonAsync().ConfigureAwait(false);
        await _steps.StopDaemonAsync().ConfigureAwait(false);
        var (_, database) = await _steps.ReadAsync(ReadingDepth.Everything).ConfigureAwait(false);
        if (database.Fingerprint != plan.DatabaseFingerprint)
        {
            throw new InvalidOperationException(RunTexts.Get("Create.Differs"));
        }

        return await RehearseAsync(database).ConfigureAwait(false);
    }

    private Task WriteAsync(string? told = null) => _steps.StepAsync(RunStepName.Write, async () =>
    {
        if (PlannedPaths.FirstUnfit(plan, surroundings.Incus) is { } unfit)
        {
            throw new IOException(RunTexts.Get("Link.Unfit", unfit));
        }

        new LinksOnDisk(plan, surroundings.Incus, _directory).Make();
        await EnsureDaemonIsGoneAsync().ConfigureAwait(false);
        EnsureNoOtherPatch();
        // Last: it is what makes the daemon take the plan in.
        StartupPatch.Write(surroundings.Incus, plan);
        return Joined(RunTexts.Get("Write.Done", plan.Statements.Length, plan.Links.Length), told);
    });

    /// <summary>A supervisor may have started it again. It would not see the patch, and its database must not be put back under it.</summary>
    private async Task EnsureDaemonIsGoneAsync()
    {
        if (!await surroundings.Daemon.IsGoneAsync(CancellationToken.None).ConfigureAwait(false))
        {
            journal.Note(JournalEntryKind.DaemonCameBack);
            throw new DaemonControlException(RunTexts.Get("Daemon.CameBack"));
        }
    }

    /// <summary>Its statements were not rehearsed, and the daemon would apply them in the same transaction.</summary>
    private void EnsureNoOtherPatch()
    {
        if (StartupPatch.IsOfAnotherHand(surroundings.Incus, plan))
        {
            throw new IOException(RunTexts.Get("Unfit.Patch", surroundings.Incus.GlobalPatch));
        }
    }

    private static string Joined(string words, string? more) => more is null ? words : $"{words}\n{more}";

    private Task StartAsync() => _steps.StepAsync(RunStepName.StartDaemon, async () =>
    {
        await _steps.StartDaemonAsync().ConfigureAwait(false);
        if (File.Exists(surroundings.Incus.GlobalPatch))
        {
            var (_, present) = await _steps.ReadAsync(ReadingDepth.Fingerprint).ConfigureAwait(false);
            if (present.Fingerprint == plan.DatabaseFingerprint)
            {
                // It was up before the patch was there.
                journal.Note(JournalEntryKind.DaemonCameBack);
            }

            throw new DaemonControlException(RunTexts.Get("Start.PatchLeft", surroundings.Incus.GlobalPatch));
        }

        return journal.Reading.Header.DaemonWasRunning ? null : RunTexts.Get("Start.RunsNow");
    });

    /// <summary>
    /// After an interruption nobody knows whether the daemon was started meanwhile, and the patch must never be applied twice: it is taken away first, and
    /// the database itself says whether the plan is in it.
    /// </summary>
    /// <returns>False when the database is neither as it was planned for nor as planned.</returns>
    private async Task<bool> PrepareWritingAsync()
    {
        string? told = null;
        if (await surroundings.Daemon.StateAsync(CancellationToken.None).ConfigureAwait(false) != DaemonState.Running)
        {
            told = _steps.TakePatchAway(plan);
        }

        var (_, database) = await _steps.ReadAsync(ReadingDepth.Everything).ConfigureAwait(false);
        if (database.Source is null or DatabaseSource.FreshTemplate || database.Condition == DatabaseCondition.StoppedUncleanly)
        {
            // Killed, perhaps in the middle of its own start: it first finishes what it was at.
            await _steps.StartDaemonAsync().ConfigureAwait(false);
            (_, database) = await _steps.ReadAsync(ReadingDepth.Everything).ConfigureAwait(false);
        }

        if (database.Fingerprint == plan.DatabaseFingerprint)
        {
            await _steps.StopDaemonAsync().ConfigureAwait(false);
            await WriteAsync(told).ConfigureAwait(false);
        }
        else if (PlanPresence.IsComplete(plan, database.Contents))
        {
            told ??= _steps.TakePatchAway(plan);
            new LinksOnDisk(plan, surroundings.Incus, _directory).Make();
            journal.Step(RunStepName.Write, RunStepState.Done, Joined(RunTexts.Get("Write.WasIn"), told));
        }
        else
        {
            return false;
        }

        return true;
    }

    private async Task VerifyAsync()
    {
        journal.Step(RunStepName.Verify, RunStepState.Running);
        try
        {
            var host = await surroundings.Host.SurveyAsync(CancellationToken.None).ConfigureAwait(false);
            var verification = await surroundings.Host.VerifyAsync(plan, host, _steps.NewWorkDirectory(), CancellationToken.None).ConfigureAwait(false);
            journal.Note(JournalEntryKind.Verified, verification: verification);
            journal.Step(RunStepName.Verify, RunStepState.Done, RunTexts.Get("Verify.Done", verification.Matched, verification.Differences.Length));
        }
        catch (Exception error) when (error is not RunAbandonedException)
        {
            // The plan is in; that it could not be looked at is no reason to take it out again.
            journal.Step(RunStepName.Verify, RunStepState.Failed, RunSteps.Words(error));
        }

        journal.Note(JournalEntryKind.End, outcome: RunOutcome.Applied);
    }

    private async Task RollBackAsync(string error)
    {
        var reading = journal.Reading;
        var wrote = reading.IsDone(RunStepName.Save);
        var cameBack = reading.HasSince(JournalEntryKind.DaemonCameBack, RunStepName.Write);
        var problems = new List<string>();
        if (wrote)
        {
            try
            {
                await _steps.StepAsync(RunStepName.Restore, async () =>
                {
                    var putBack = new PutBack(surroundings, journal, _directory, plan);
                    if (cameBack)
                    {
                        var left = await putBack.LeaveDatabaseAsync(CancellationToken.None).ConfigureAwait(false);
                        problems.AddRange(left.Problems);
                        return left.Words;
                    }

                    var told = await _steps.StopForPuttingBackAsync(plan).ConfigureAwait(false);
                    var host = await surroundings.Host.SurveyAsync(CancellationToken.None).ConfigureAwait(false);
                    var result = await putBack.ExecuteAsync(host, CancellationToken.None).ConfigureAwait(false);
                    problems.AddRange(result.Problems);
                    return told is null ? result.Words : Joined(told, result.Words);
                }).ConfigureAwait(false);
            }
            catch (Exception stuck) when (stuck is not RunAbandonedException)
            {
                problems.Add(RunSteps.Words(stuck));
            }
        }

        if (cameBack && plan.CreatesDatabase)
        {
            problems.Add(RunTexts.Get("Restore.NewDatabase", _directory.Saved));
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

    private void EnsureNoDrift(DatabaseReading database)
    {
        if (database.Fingerprint != plan.DatabaseFingerprint)
        {
            throw RunTexts.Refuse(RunRefusal.Drift);
        }
    }
}
