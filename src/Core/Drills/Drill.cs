using System.Collections.Immutable;
using Recover.Core.Cases;
using Recover.Core.Databases;
using Recover.Core.Databases.Kept;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Drills;

/// <summary>
/// Does everything that a recovery would do if the database were lost now, up to the point where it would write: looks for pools without being told, looks inside,
/// accepts every proposal, builds the plan, runs its statements on a copy, and compares the result with the database in use. Reads only; thread-safe.
/// </summary>
/// <param name="steps">The steps of a recovery.</param>
/// <param name="time">The clock.</param>
public sealed class Drill(IRecoverySteps steps, TimeProvider time)
{
    private const string By = "recover check";

    /// <summary>Runs it.</summary>
    /// <param name="workDirectory">A private directory for copies of the database.</param>
    /// <param name="progress">Called while volumes are read.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="DrillRefusedException">The database in use can't be read as a whole, is not there, or is that of a cluster.</exception>
    public async Task<DrillResult> RunAsync(string workDirectory, Action<ScanProgress> progress, CancellationToken cancellationToken)
    {
        var seen = await steps.SurveyWithoutDatabaseAsync(workDirectory, cancellationToken).ConfigureAwait(false);
        var (present, lost) = (seen.Present, seen.Lost);
        EnsureComparable(present);
        EnsureComparable(lost.Database);
        ImmutableArray<PoolDefinition> pools = [.. lost.Found.Where(candidate => candidate.Suggested).Select(candidate => candidate.Definition).DistinctBy(pool => pool.Name)];
        var scan = await steps.ScanAsync(
            new ScanRequest
            {
                Host = lost.Host,
                Database = lost.Database,
                Pools = pools,
                PoolFindings = PoolCandidate.WarningsOf(lost.Found, pools),
                AfterRestart = true,
            },
            progress,
            cancellationToken).ConfigureAwait(false);
        var answers = BestAnswers.For(scan.Inventory, scan.Questions, [], By, time.GetUtcNow());
        var plan = await steps.PlanAsync(scan.Inventory, scan.Questions, answers, workDirectory, cancellationToken).ConfigureAwait(false);
        var differences = await RowDifferences.FindAsync(present.CopyFile!, lost.Database.CopyFile!, plan.Statements, workDirectory, cancellationToken).ConfigureAwait(false);
        return new DrillResult
        {
            HostName = lost.Host.HostName,
            IncusDirectory = lost.Host.Directory.Root,
            IncusVersion = lost.Host.Version,
            CheckedAt = time.GetUtcNow(),
            Instances = present.Contents.Instances.Length,
            Volumes = present.Contents.Volumes.Count(volume => volume.Type == VolumeType.Custom),
            Lines = new DrillLines(present.Contents, scan.Inventory, plan).Of(differences),
        };
    }

    private static void EnsureComparable(DatabaseReading database)
    {
        if (database.Contents.NodeCount > 1)
        {
            throw new DrillRefusedException(DrillTexts.Get("Refused.Cluster"));
        }

        if (database.CopyFile is null || database.Damage is not null)
        {
            throw new DrillRefusedException(DrillTexts.Get("Refused.Unread", string.Join(' ', database.Findings
                .Where(finding => finding.Severity == FindingSeverity.Error)
                .Select(finding => finding.Raw is { } raw ? $"{finding.Message} {raw}" : finding.Message))));
        }
    }
}
