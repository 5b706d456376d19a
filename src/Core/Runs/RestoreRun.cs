using Recover.Core.Databases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <summary>
/// Puts a state of the database in the place of what is there: the daemon makes it from a start-up patch on an empty raft directory. The old directory stays
/// beside it. Each step can be repeated after an interruption.
/// </summary>
internal sealed class RestoreRun(RunSurroundings surroundings, RunJournal journal, DatabaseRestoration wanted)
{
    private readonly RunSteps _steps = new(surroundings, journal);
    private readonly RunDirectory _directory = journal.Directory;
    private readonly string _before = $"{surroundings.Incus.GlobalDatabase}.before-restore-{journal.Directory.Run}";

    /// <summary>The steps of such a run, in order.</summary>
    public static IReadOnlyList<RunStepName> Steps { get; } =
        [RunStepName.StopDaemon, RunStepName.Save, RunStepName.Extract, RunStepName.Write, RunStepName.StartDaemon, RunStepName.Verify];

    /// <summary>Does the whole run; what an earlier attempt did is found done.</summary>
    public Task ExecuteAsync() => GuardedAsync(async () =>
    {
        await ToTheSaveAsync().ConfigureAwait(false);
        await _steps.StepAsync(RunStepName.Extract, ExtractAsync).ConfigureAwait(false);
        await _steps.StepAsync(RunStepName.Write, WriteAsync).ConfigureAwait(false);
        await _steps.StartWithPatchAsync().ConfigureAwait(false);
    });

    /// <summary>What is to be done after an interruption, from where the journal ends.</summary>
    public Func<Task> Resume()
    {
        if (journal.Reading.Began(RunStepName.Restore))
        {
            var first = journal.Reading.Entries.Find(entry => entry.State == RunStepState.Failed)?.Detail ?? "";
            return () => RollBackAsync(first);
        }

        return IsTakenIn() ? () => GuardedAsync(_steps.StartWithPatchAsync) : ExecuteAsync;
    }

    /// <summary>
    /// Whether the daemon made the new database before the interruption: it deletes the patch when it has taken it in, and the patch is written before the old
    /// directory is moved. Others may have written to it since, so that it is not made a second time.
    /// </summary>
    private bool IsTakenIn() =>
        !File.Exists(surroundings.Incus.GlobalPatch)
        && (journal.Reading.IsDone(RunStepName.Write) || (journal.Reading.Began(RunStepName.Write) && Directory.Exists(_before)));

    private async Task GuardedAsync(Func<Task> work)
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

        await VerifyAsync().ConfigureAwait(false);
    }

    private Task RollBackAsync(string error) => new RollBack(surroundings, journal).ExecuteAsync(error);

    private async Task ToTheSaveAsync()
    {
        await _steps.StepAsync(RunStepName.StopDaemon, async () =>
        {
            await _steps.StopDaemonAsync().ConfigureAwait(false);
            return null;
        }).ConfigureAwait(false);
        await _steps.StepAsync(RunStepName.Save, async () =>
        {
            // No backup file: nothing of this run writes to one.
            var manifest = await new SavedState(surroundings, _directory)
                .SaveAsync(AsyncEnumerable.Empty<FoundBackupFile>(), CancellationToken.None).ConfigureAwait(false);
            return RunTexts.Get("Save.Done", manifest.Files.Length, manifest.Files.Sum(file => file.SizeBytes), _directory.Saved);
        }).ConfigureAwait(false);
    }

    private async Task<string?> ExtractAsync()
    {
        var isOwn = wanted.Directory == surroundings.Incus.Database || wanted.Directory == surroundings.Incus.GlobalDatabase;
        if (journal.Reading.Header.DaemonWasRunning && isOwn && wanted.Request.IsNewestOfLog)
        {
            // Between reading and stopping, Incus may have written.
            await CandidateStep.ReadAsync(Path.Combine(_directory.Saved, "database"), wanted.Request, _directory, CancellationToken.None).ConfigureAwait(false);
        }

        Directory.CreateDirectory(_directory.Work, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var patch = await CandidateStep.PatchAsync(_directory).ConfigureAwait(false);
        var problems = await DatabasePatch.TryAsync(patch.Text, _directory.Candidate, _directory.Work, CancellationToken.None).ConfigureAwait(false);
        return problems.IsEmpty
            ? RunTexts.Get("Extract.Done", patch.Rows, patch.Statements)
            : throw new InvalidOperationException(string.Join('\n', problems));
    }

    private async Task<string?> WriteAsync()
    {
        var incus = surroundings.Incus;
        var patch = await CandidateStep.PatchAsync(_directory).ConfigureAwait(false);
        Directory.CreateDirectory(incus.Database, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        if (wanted.OtherMembersGone)
        {
            await LeaveOthersOutAsync().ConfigureAwait(false);
        }

        // First: on the old database the daemon can only refuse it, on an empty one without it it would make a new one and delete the images.
        StartupPatch.Write(incus, patch.Text);
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        if (Directory.Exists(incus.GlobalDatabase))
        {
            DurableFile.Rename(incus.GlobalDatabase, Directory.Exists(_before) ? FreeName() : _before);
        }

        Directory.CreateDirectory(incus.GlobalDatabase, mode);
        DurableFile.FlushDirectory(incus.Database);
        return Directory.Exists(_before) ? RunTexts.Get("Restore.Kept", _before) : null;
    }

    /// <summary>
    /// The daemon makes a new log only as the first member of it, and waits for a majority of those whom <c>local.db</c> names (seen with 6.0.4).
    /// </summary>
    private async Task LeaveOthersOutAsync()
    {
        var saved = Path.Combine(_directory.Saved, "database");
        var members = await ClusterMembership.ReadAsync(saved, _directory.Candidate, _directory.Work, CancellationToken.None).ConfigureAwait(false);
        if (members is { IsOneOfSeveral: true, Address: { } address, Name: { } name })
        {
            StartupPatch.WriteLocal(
                surroundings.Incus,
                $"DELETE FROM raft_nodes;\nINSERT INTO raft_nodes (id, address, role, name) VALUES (1, {SqlLiteral.Of(address)}, 0, {SqlLiteral.Of(name)});\n");
        }
    }

    // What a start in an earlier attempt made of the patch half-way.
    private string FreeName() => Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{_before}-{number}").First(name => !Directory.Exists(name));

    private async Task VerifyAsync()
    {
        journal.Step(RunStepName.Verify, RunStepState.Running);
        try
        {
            var (_, database) = await _steps.ReadAsync(ReadingDepth.Copy).ConfigureAwait(false);
            var verification = await Task.Run(() => Compare(database)).ConfigureAwait(false);
            journal.Note(JournalEntryKind.Verified, verification: verification);
            journal.Step(RunStepName.Verify, RunStepState.Done, RunTexts.Get("Verify.Rows", verification.Matched, verification.Differences.Length));
        }
        catch (Exception error) when (error is not RunAbandonedException)
        {
            // The database is in; that it could not be looked at is no reason to take it out again.
            journal.Step(RunStepName.Verify, RunStepState.Failed, RunSteps.Words(error));
        }

        journal.Note(JournalEntryKind.End, outcome: RunOutcome.Applied);
    }

    private Verification Compare(DatabaseReading database)
    {
        if (database.CopyFile is not { } copy)
        {
            var words = RunTexts.Get("Verify.NotRead", database.Findings.FirstOrDefault()?.Message ?? "");
            return new Verification(0, [words], surroundings.Time.GetUtcNow());
        }

        var comparison = DatabaseComparison.Compare(_directory.Candidate, copy, ComparisonRules.AfterAStart, CancellationToken.None);
        return new Verification((int)comparison.Matched, comparison.Differences, surroundings.Time.GetUtcNow());
    }
}
