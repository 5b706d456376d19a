using Recover.Core.Databases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <summary>
/// Puts a state of the database in the place of what is there: the daemon makes it from a start-up patch on an empty raft directory. The old directory stays
/// beside it. Each step can be repeated after an interruption.
/// </summary>
internal sealed class RestoreRun(RunSurroundings surroundings, RunJournal journal, DatabaseRestoration wanted) : PatchRun(surroundings, journal, plan: null)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly RunDirectory _directory = journal.Directory;
    private readonly string _before = $"{surroundings.Incus.GlobalDatabase}.before-restore-{journal.Directory.Run}";

    /// <summary>The steps of such a run, in order.</summary>
    public static IReadOnlyList<RunStepName> StepNames { get; } =
        [RunStepName.StopDaemon, RunStepName.Save, RunStepName.Extract, RunStepName.Write, RunStepName.StartDaemon, RunStepName.Verify];

    /// <summary>Does the whole run; what an earlier attempt did is found done.</summary>
    public Task ExecuteAsync() => GuardedAsync(async () =>
    {
        await StopAsync(ForgetOldSaveAsync).ConfigureAwait(false);
        if (IsTakenIn())
        {
            Journal.Step(RunStepName.Write, RunStepState.Done, RunTexts.Get("Write.WasIn"));
        }
        else
        {
            // No backup file: nothing of this run writes to one.
            await SaveAsync(AsyncEnumerable.Empty<FoundBackupFile>()).ConfigureAwait(false);
            await Steps.StepAsync(RunStepName.Extract, ExtractAsync).ConfigureAwait(false);
            await Steps.StepAsync(RunStepName.Write, WriteAsync).ConfigureAwait(false);
        }

        await StartAsync().ConfigureAwait(false);
    });

    /// <summary>What is to be done after an interruption, from where the journal ends.</summary>
    public Func<Task> Resume() => ResumeRollBack() ?? ExecuteAsync;

    /// <inheritdoc/>
    // Its directory was moved away under it: nothing can go on there. What it wrote is kept aside.
    protected override Task<bool> ServesOldDatabaseAsync() => Task.FromResult(false);

    /// <inheritdoc/>
    protected override async Task<(Verification Verification, string Words)> CompareAsync()
    {
        var (_, database) = await Steps.ReadAsync(ReadingDepth.Copy).ConfigureAwait(false);
        var verification = await Task.Run(() => Compare(database)).ConfigureAwait(false);
        return (verification, RunTexts.Get("Verify.Rows", verification.Matched, verification.Differences.Length));
    }

    /// <summary>
    /// Whether the daemon, which is stopped now, made the new database in an earlier attempt: it deletes the patch when it has taken it in, and the patch is written
    /// before the old directory is moved. Others may have written to it since, so that it is not made a second time.
    /// </summary>
    private bool IsTakenIn() =>
        !Patch.IsPending
        && (Journal.Reading.IsDone(RunStepName.Write) || (Journal.Reading.Began(RunStepName.Write) && Directory.Exists(_before)));

    /// <summary>Whoever started the daemon after an interruption may have written: until this run began to write, what counts is what is there now.</summary>
    private Task ForgetOldSaveAsync()
    {
        if (!Journal.Reading.Began(RunStepName.Write) && File.Exists(_directory.Manifest))
        {
            File.Delete(_directory.Manifest);
        }

        return Task.CompletedTask;
    }

    private async Task<string?> ExtractAsync()
    {
        var saved = Path.Combine(_directory.Saved, "database");
        var isOwn = wanted.Directory == Surroundings.Incus.Database || wanted.Directory == Surroundings.Incus.GlobalDatabase;
        if (isOwn && wanted.Request.IsNewestOfLog)
        {
            // Between reading and stopping, Incus may have written.
            await CandidateStep.ReadAsync(saved, wanted.Request, _directory, CancellationToken.None).ConfigureAwait(false);
        }

        Directory.CreateDirectory(_directory.Work, Private);
        var patch = await DatabasePatch.MakeAsync(_directory.Candidate, CancellationToken.None).ConfigureAwait(false);
        var problems = await DatabasePatch.TryAsync(patch.Text, _directory.Candidate, _directory.Work, CancellationToken.None).ConfigureAwait(false);
        if (!problems.IsEmpty)
        {
            throw new InvalidOperationException(string.Join('\n', problems));
        }

        Patch.Keep(patch.Text, wanted.OtherMembersGone ? await WithoutOthersAsync(saved).ConfigureAwait(false) : null);
        return RunTexts.Get("Extract.Done", patch.Rows, patch.Statements);
    }

    /// <summary>
    /// The daemon makes a new log only as the first member of it, and waits for a majority of those whom <c>local.db</c> names (seen with 6.0.4).
    /// </summary>
    private async Task<string?> WithoutOthersAsync(string saved)
    {
        var members = await ClusterMembership.ReadAsync(saved, _directory.Candidate, _directory.Work, CancellationToken.None).ConfigureAwait(false);
        return members is { IsOneOfSeveral: true, Address: { } address, Name: { } name }
            ? $"DELETE FROM raft_nodes;\nINSERT INTO raft_nodes (id, address, role, name) VALUES (1, {SqlLiteral.Of(address)}, 0, {SqlLiteral.Of(name)});\n"
            : null;
    }

    private async Task<string?> WriteAsync()
    {
        var incus = Surroundings.Incus;
        Directory.CreateDirectory(incus.Database, Private);
        // First: on the old database the daemon can only refuse it, on an empty one without it it would make a new one and delete the images.
        await WritePatchAsync().ConfigureAwait(false);
        // One that was up before the patch was there would go on writing into the directory that is moved.
        await EnsureDaemonIsGoneAsync().ConfigureAwait(false);
        if (Directory.Exists(incus.GlobalDatabase))
        {
            if (Directory.Exists(_before))
            {
                // What a start in an earlier attempt made half-way. As long as the patch lies there, nobody was served from it.
                Directory.Delete(incus.GlobalDatabase, recursive: true);
            }
            else
            {
                DurableFile.Rename(incus.GlobalDatabase, _before);
            }
        }

        Directory.CreateDirectory(incus.GlobalDatabase, Private | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        DurableFile.FlushDirectory(incus.Database);
        return Directory.Exists(_before) ? RunTexts.Get("Restore.Kept", _before) : null;
    }

    private Verification Compare(DatabaseReading database)
    {
        if (database.CopyFile is not { } copy)
        {
            var words = RunTexts.Get("Verify.NotRead", database.Findings.FirstOrDefault()?.Message ?? "");
            return new Verification(0, [words], Surroundings.Time.GetUtcNow());
        }

        var comparison = DatabaseComparison.Compare(_directory.Candidate, copy, ComparisonRules.AfterAStart, CancellationToken.None);
        return new Verification((int)comparison.Matched, comparison.Differences, Surroundings.Time.GetUtcNow());
    }
}
