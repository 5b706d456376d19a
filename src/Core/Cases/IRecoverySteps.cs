using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Cases;

/// <summary>
/// The steps of the way, each from what it is given, without a case and without memory: what the workflow, the verbs and the tests are made of.
/// Implementations are thread-safe.
/// </summary>
public interface IRecoverySteps
{
    /// <summary>The host's name, as plans and typed confirmations need it.</summary>
    string HostName { get; }

    /// <summary>The Incus directory looked at.</summary>
    IncusDirectory Directory { get; }

    /// <summary>Looks at host, database and pools; reads only. The private copy of the database goes below the given directory, which is made.</summary>
    Task<SurveyResult> SurveyAsync(string workDirectory, CancellationToken cancellationToken);

    /// <summary>The same as if the database were lost and the host had been started anew, beside what the database in use says; reads only.</summary>
    Task<DrillSurvey> SurveyWithoutDatabaseAsync(string workDirectory, CancellationToken cancellationToken);

    /// <summary>Reads the database in use as a whole; the private copy goes below the given directory, which is made.</summary>
    Task<DatabaseReading> ReadDatabaseAsync(string workDirectory, CancellationToken cancellationToken);

    /// <summary>Every problem of a typed pool definition; empty when it can be scanned.</summary>
    ImmutableArray<Finding> CheckPool(PoolDefinition pool, HostSurvey host);

    /// <summary>Takes the key of an encrypted dataset; it stays in the memory of this process.</summary>
    void GiveZfsKey(string dataset, string key);

    /// <summary>Looks inside the pools and works out the questions; reads only.</summary>
    Task<ScanResult> ScanAsync(ScanRequest request, Action<ScanProgress> progress, CancellationToken cancellationToken);

    /// <summary>
    /// Builds the plan and tries its statements on a copy of the database. What the rehearsal finds wrong makes a plan without statements, with notes that
    /// say so. The copy is made anew below the given directory when it is gone.
    /// </summary>
    /// <exception cref="RunRefusedException">The database has changed since the scan.</exception>
    Task<RecoveryPlan> PlanAsync(
        Inventory inventory, ImmutableArray<MissingObject> questions, ImmutableArray<Answer> answers, string workDirectory, CancellationToken cancellationToken);

    /// <summary>Starts the daemon by the operator's wish, after the database, image files and leftovers of networks were copied.</summary>
    /// <returns>Where they were copied to.</returns>
    /// <exception cref="RunRefusedException">A run is under way, there is no database, or too little space for the copies.</exception>
    /// <exception cref="DaemonControlException">It did not become ready.</exception>
    Task<string> StartDaemonAsync(CancellationToken cancellationToken);

    /// <summary>Starts one recovered instance and waits until it runs or the daemon says why not.</summary>
    /// <exception cref="RunRefusedException">A run or another start is under way.</exception>
    Task<InstanceStartResult> StartInstanceAsync(string project, string name, CancellationToken cancellationToken);
}
