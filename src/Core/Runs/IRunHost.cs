using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Storage;

namespace Recover.Core.Runs;

/// <summary>What a run must see of the host and its database. It looks only; the run itself writes. Used by one run at a time.</summary>
public interface IRunHost
{
    /// <summary>Looks at the host.</summary>
    Task<HostSurvey> SurveyAsync(CancellationToken cancellationToken);

    /// <summary>Reads the global database as far as the depth says; the private copy goes into the given directory, which exists.</summary>
    Task<DatabaseReading> ReadDatabaseAsync(HostSurvey host, string workDirectory, ReadingDepth depth, CancellationToken cancellationToken);

    /// <summary>What speaks against the plan on this database, in words: empty when its statements and links are those that its records give.</summary>
    ImmutableArray<string> CheckPlan(RecoveryPlan plan, DatabaseReading database);

    /// <summary>Tries the plan's statements on the reading's copy and checks the result.</summary>
    Task<RunRehearsal> RehearseAsync(RecoveryPlan plan, DatabaseReading database, CancellationToken cancellationToken);

    /// <summary>The secrets that the plan's statements have marks for, by access key, as the storage says now.</summary>
    /// <exception cref="PoolUnreadableException">They can't be had; carries the finding.</exception>
    /// <exception cref="InvalidOperationException">The storage does not know one of the keys any more.</exception>
    Task<ImmutableDictionary<string, string>> ReadSecretsAsync(RecoveryPlan plan, CancellationToken cancellationToken);

    /// <summary>Every backup.yaml on the pools that the plan or the database names, and every place there that can't be read, one after the other.</summary>
    IAsyncEnumerable<FoundBackupFile> ReadBackupFilesAsync(RecoveryPlan plan, HostSurvey host, DatabaseReading database, CancellationToken cancellationToken);

    /// <summary>Reads the database and compares what Incus shows now with the plan, record by record.</summary>
    Task<Verification> VerifyAsync(RecoveryPlan plan, HostSurvey host, string workDirectory, CancellationToken cancellationToken);
}
