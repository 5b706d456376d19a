using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Storage;

namespace Recover.Core.Runs;

/// <summary>A real Incus host, or the sample one, as a run sees it.</summary>
/// <param name="survey">Looks at the host.</param>
/// <param name="reader">Reads its database.</param>
/// <param name="drivers">Open its pools for the backup files.</param>
/// <param name="verifier">Compares afterwards.</param>
public sealed class IncusRunHost(
    Func<CancellationToken, Task<HostSurvey>> survey, DatabaseReader reader, StorageDrivers drivers, Verifier verifier) : IRunHost
{
    private readonly BackupFiles _backupFiles = new(drivers);
    private readonly PlannedSecrets _secrets = new(drivers);

    /// <inheritdoc/>
    public Task<HostSurvey> SurveyAsync(CancellationToken cancellationToken) => survey(cancellationToken);

    /// <inheritdoc/>
    public Task<DatabaseReading> ReadDatabaseAsync(HostSurvey host, string workDirectory, ReadingDepth depth, CancellationToken cancellationToken) =>
        reader.ReadAsync(host, workDirectory, depth, cancellationToken);

    /// <inheritdoc/>
    public ImmutableArray<string> CheckPlan(RecoveryPlan plan, DatabaseReading database) => PlanCheck.Problems(plan, database);

    /// <inheritdoc/>
    public async Task<RunRehearsal> RehearseAsync(RecoveryPlan plan, DatabaseReading database, CancellationToken cancellationToken)
    {
        if (database.CopyFile is not { } copy)
        {
            return new RunRehearsal(0, [RunTexts.Get("Verify.NotRead", database.Findings.FirstOrDefault()?.Message ?? "")]);
        }

        var result = await RehearsalDatabase.RunAsync(copy, plan.Statements, Path.GetDirectoryName(copy)!, cancellationToken).ConfigureAwait(false);
        return new RunRehearsal(result.Statements, result.Problems);
    }

    /// <inheritdoc/>
    public async Task<ImmutableDictionary<string, string>> ReadSecretsAsync(RecoveryPlan plan, CancellationToken cancellationToken) => BucketSecrets.Needed(plan).Any()
        ? await _secrets.ReadAsync(plan, await survey(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)
        : [];

    /// <inheritdoc/>
    public IAsyncEnumerable<FoundBackupFile> ReadBackupFilesAsync(
        RecoveryPlan plan, HostSurvey host, DatabaseReading database, CancellationToken cancellationToken) =>
        _backupFiles.ReadAsync(plan, host, database, cancellationToken);

    /// <inheritdoc/>
    public Task<Verification> VerifyAsync(RecoveryPlan plan, HostSurvey host, string workDirectory, CancellationToken cancellationToken) =>
        verifier.CompareAsync(plan, reader.ReadAsync(host, workDirectory, ReadingDepth.Copy, cancellationToken), cancellationToken);
}
