using Recover.Core.Databases;
using Recover.Core.Hosts;
using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <summary>Takes one plan through rehearse, save, write and verify; or, on a failure, back to what was before.</summary>
internal sealed class ApplyRun(RunSurroundings surroundings, RunJournal journal, RecoveryPlan plan) : PatchRun(surroundings, journal, plan)
{
    private readonly RecoveryPlan _plan = plan;

    /// <summary>The steps of such a run, in order.</summary>
    public static IReadOnlyList<RunStepName> StepNames { get; } =
    [
        RunStepName.Rehearse, RunStepName.StopDaemon, RunStepName.Save, RunStepName.CreateDatabase, RunStepName.Write, RunStepName.StartDaemon,
        RunStepName.Verify,
    ];

    /// <summary>Does the whole run from its first step, on a database that was just read.</summary>
    public Task ExecuteAsync(DatabaseReading database) => GuardedAsync(async () =>
    {
        await Steps.StepAsync(RunStepName.Rehearse, () => RehearseAsync(database)).ConfigureAwait(false);
        if (Journal.Reading.Header.Kind == RunKind.Rehearsal)
        {
            Journal.Note(JournalEntryKind.End, outcome: RunOutcome.Rehearsed);
            return;
        }

        await ToTheSaveAsync(database).ConfigureAwait(false);
        await FromTheSaveAsync().ConfigureAwait(false);
    });

    /// <summary>Goes on after an interruption, from where the journal ends.</summary>
    /// <exception cref="RunRefusedException">The database has changed since; nothing was done.</exception>
    public async Task<Func<Task>> ResumeAsync()
    {
        var reading = Journal.Reading;
        if (ResumeRollBack() is { } back)
        {
            return back;
        }

        if (!reading.IsDone(RunStepName.Save))
        {
            var (_, database) = await Steps.ReadAsync(ReadingDepth.Everything).ConfigureAwait(false);
            EnsureNoDrift(database);
            return () => ExecuteAsync(database);
        }

        var work = _plan.CreatesDatabase && !reading.IsDone(RunStepName.CreateDatabase) ? (Func<Task>)FromTheSaveAsync : ContinueAsync;
        return () => GuardedAsync(work);
    }

    /// <inheritdoc/>
    protected override async Task<bool> ServesOldDatabaseAsync()
    {
        var (_, present) = await Steps.ReadAsync(ReadingDepth.Fingerprint).ConfigureAwait(false);
        return present.Fingerprint == _plan.DatabaseFingerprint;
    }

    /// <inheritdoc/>
    protected override async Task<(Verification Verification, string Words)> CompareAsync()
    {
        var host = await Surroundings.Host.SurveyAsync(CancellationToken.None).ConfigureAwait(false);
        var verification = await Surroundings.Host.VerifyAsync(_plan, host, Steps.NewWorkDirectory(), CancellationToken.None).ConfigureAwait(false);
        return (verification, RunTexts.Get("Verify.Done", verification.Matched, verification.Differences.Length));
    }

    private async Task ToTheSaveAsync(DatabaseReading database)
    {
        HostSurvey? host = null;
        await StopAsync(async () =>
        {
            (host, var stopped) = await Steps.ReadAsync(ReadingDepth.Fingerprint).ConfigureAwait(false);
            // Between reading and stopping, Incus may have written.
            EnsureNoDrift(stopped);
        }).ConfigureAwait(false);

        // The fingerprint says that the stopped database still holds what was read.
        await SaveAsync(Surroundings.Host.ReadBackupFilesAsync(_plan, host!, database, CancellationToken.None)).ConfigureAwait(false);
    }

    private async Task FromTheSaveAsync()
    {
        if (_plan.CreatesDatabase)
        {
            await Steps.StepAsync(RunStepName.CreateDatabase, CreateDatabaseAsync).ConfigureAwait(false);
        }
        else
        {
            Journal.Step(RunStepName.CreateDatabase, RunStepState.Skipped);
        }

        await WriteAsync().ConfigureAwait(false);
        await StartAsync().ConfigureAwait(false);
    }

    private async Task<string?> RehearseAsync(DatabaseReading database)
    {
        // What can't be had when it is needed must stop the run before anything is written.
        await Surroundings.Host.ReadSecretsAsync(_plan, CancellationToken.None).ConfigureAwait(false);
        var rehearsal = await Surroundings.Host.RehearseAsync(_plan, database, CancellationToken.None).ConfigureAwait(false);
        return rehearsal.Problems.IsEmpty
            ? RunTexts.Get("Rehearse.Done", rehearsal.Statements, _plan.ChangeCount)
            : throw new InvalidOperationException(string.Join('\n', rehearsal.Problems));
    }

    private async Task<string?> CreateDatabaseAsync()
    {
        EnsureNoOtherPatch();
        await Steps.StartDaemonAsync().ConfigureAwait(false);
        await Steps.StopDaemonAsync().ConfigureAwait(false);
        var (_, database) = await Steps.ReadAsync(ReadingDepth.Everything).ConfigureAwait(false);
        if (database.Fingerprint != _plan.DatabaseFingerprint)
        {
            throw new InvalidOperationException(RunTexts.Get("Create.Differs"));
        }

        return await RehearseAsync(database).ConfigureAwait(false);
    }

    private Task WriteAsync(string? told = null) => Steps.StepAsync(RunStepName.Write, async () =>
    {
        if (PlannedPaths.FirstUnfit(_plan, Surroundings.Incus) is { } unfit)
        {
            throw new IOException(RunTexts.Get("Link.Unfit", unfit));
        }

        new LinksOnDisk(_plan, Surroundings.Incus, Journal.Directory).Make();
        // Last: it is what makes the daemon take the plan in.
        await WritePatchAsync().ConfigureAwait(false);
        return RunSteps.Joined(RunTexts.Get("Write.Done", _plan.Statements.Length, _plan.Links.Length), told);
    });

    private async Task ContinueAsync()
    {
        if (await PrepareWritingAsync().ConfigureAwait(false))
        {
            await StartAsync().ConfigureAwait(false);
        }
        else
        {
            // Nothing of the plan is in, and others have written meanwhile: taking their work away is not for a resume to decide; an undo still can.
            Journal.Note(JournalEntryKind.End, RunTexts.Get("Refused.Drift"), outcome: RunOutcome.Failed);
        }
    }

    /// <summary>
    /// After an interruption nobody knows whether the daemon was started meanwhile, and the patch must never be applied twice: it is taken away first, and
    /// the database itself says whether the plan is in it.
    /// </summary>
    /// <returns>False when the database is neither as it was planned for nor as planned.</returns>
    private async Task<bool> PrepareWritingAsync()
    {
        string? told = null;
        if (await Surroundings.Daemon.StateAsync(CancellationToken.None).ConfigureAwait(false) != DaemonState.Running)
        {
            told = Patch.Remove(Journal.Directory);
        }

        var (_, database) = await Steps.ReadAsync(ReadingDepth.Everything).ConfigureAwait(false);
        if (database.Source is null or DatabaseSource.FreshTemplate || database.Condition == DatabaseCondition.StoppedUncleanly)
        {
            // Killed, perhaps in the middle of its own start: it first finishes what it was at.
            await Steps.StartDaemonAsync().ConfigureAwait(false);
            (_, database) = await Steps.ReadAsync(ReadingDepth.Everything).ConfigureAwait(false);
        }

        if (database.Fingerprint == _plan.DatabaseFingerprint)
        {
            await Steps.StopDaemonAsync().ConfigureAwait(false);
            await WriteAsync(told).ConfigureAwait(false);
        }
        else if (PlanPresence.IsComplete(_plan, database.Contents))
        {
            told ??= Patch.Remove(Journal.Directory);
            new LinksOnDisk(_plan, Surroundings.Incus, Journal.Directory).Make();
            Journal.Step(RunStepName.Write, RunStepState.Done, RunSteps.Joined(RunTexts.Get("Write.WasIn"), told));
        }
        else
        {
            return false;
        }

        return true;
    }

    private void EnsureNoDrift(DatabaseReading database)
    {
        if (database.Fingerprint != _plan.DatabaseFingerprint)
        {
            throw RunTexts.RefuseOther(database);
        }
    }
}
