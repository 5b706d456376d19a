using System.Collections.Immutable;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Core.Storage;

namespace Recover.Core.Cases;

/// <summary>
/// Leads a case along the way. The one owner of case state: pages and verbs call it and keep nothing. Thread-safe; long work goes on in the
/// background whoever watches. Every method that changes a case stores it before it returns.
/// </summary>
public interface ICaseWorkflow
{
    /// <summary>All cases, newest first.</summary>
    Task<ImmutableArray<CaseSummary>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Opens a case.</summary>
    Task<RecoveryCase> OpenAsync(CaseSituation situation, string by, CancellationToken cancellationToken);

    /// <summary>Opens a case with a plan that was made before, as <c>recover apply FILE</c> does.</summary>
    /// <exception cref="RunRefusedException">The plan does not fit this host.</exception>
    Task<RecoveryCase> OpenWithPlanAsync(RecoveryPlan plan, string by, CancellationToken cancellationToken);

    /// <summary>The case as it is now, or null.</summary>
    Task<RecoveryCase?> FindAsync(int number, CancellationToken cancellationToken);

    /// <summary>Looks at the host, its database and what pools it has; reads only.</summary>
    Task<RecoveryCase> SurveyAsync(int number, CancellationToken cancellationToken);

    /// <summary>
    /// Starts the daemon because the operator wants it: the only way to read the database of one that was killed. Image files without a record are
    /// saved first. Then looks at the host again.
    /// </summary>
    /// <exception cref="RunRefusedException">A run is under way, or there is no database: then a start would make an empty one.</exception>
    /// <exception cref="Hosts.DaemonControlException">It did not become ready.</exception>
    Task<RecoveryCase> StartDaemonAsync(int number, string by, CancellationToken cancellationToken);

    /// <summary>Problems of a typed pool definition; empty when it can be scanned.</summary>
    Task<ImmutableArray<Finding>> CheckPoolAsync(int number, PoolDefinition pool, CancellationToken cancellationToken);

    /// <summary>Says which pools are to be scanned; drops an earlier scan, its answers and plan.</summary>
    Task<RecoveryCase> ChoosePoolsAsync(int number, ImmutableArray<PoolDefinition> pools, string by, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the key of an encrypted dataset for the looks and runs of this process: it is kept in its memory alone, and neither the case nor any file has it.
    /// </summary>
    Task<RecoveryCase> GiveZfsKeyAsync(int number, string dataset, string key, string by, CancellationToken cancellationToken);

    /// <summary>Starts the scan in the background; returns when it is under way. Does nothing when one already is.</summary>
    Task StartScanAsync(int number, CancellationToken cancellationToken);

    /// <summary>Asks the scan to stop; nothing it opened stays open.</summary>
    Task StopScanAsync(int number, CancellationToken cancellationToken);

    /// <summary>Takes an answer; a later one to the same question replaces it; drops the plan.</summary>
    /// <exception cref="AnswerRefusedException">The answer does not fit the question.</exception>
    Task<RecoveryCase> AnswerAsync(int number, Answer answer, CancellationToken cancellationToken);

    /// <summary>Takes several answers at once, all or none; drops the plan.</summary>
    /// <exception cref="AnswerRefusedException">One of them does not fit its question.</exception>
    Task<RecoveryCase> AnswerManyAsync(int number, ImmutableArray<Answer> answers, CancellationToken cancellationToken);

    /// <summary>Takes several answers back at once; drops the plan.</summary>
    Task<RecoveryCase> WithdrawAnswersAsync(int number, ImmutableArray<string> questionIds, string by, CancellationToken cancellationToken);

    /// <summary>Takes an answer back; drops the plan.</summary>
    Task<RecoveryCase> WithdrawAnswerAsync(int number, string questionId, string by, CancellationToken cancellationToken);

    /// <summary>Answers every open question with its best proposal; questions without one leave their instances out.</summary>
    Task<RecoveryCase> AcceptProposalsAsync(int number, string by, CancellationToken cancellationToken);

    /// <summary>Builds the plan and rehearses its statements on the copy; the plan's notes say what was found.</summary>
    Task<RecoveryCase> BuildPlanAsync(int number, CancellationToken cancellationToken);

    /// <summary>
    /// Starts applying the case's plan in the background. The same <paramref name="requestId"/> a second time starts nothing.
    /// </summary>
    /// <exception cref="RunRefusedException">Wrong host name, another run under way, no plan, or nothing in it.</exception>
    Task StartApplyAsync(int number, string planId, string typedHostName, string requestId, string by, CancellationToken cancellationToken);

    /// <summary>
    /// Starts putting a state of the database in its place in the background. The same <paramref name="requestId"/> a second time starts nothing.
    /// </summary>
    /// <exception cref="RunRefusedException">Wrong host name, another run under way, no such state, or one of several members of a cluster.</exception>
    Task StartRestoreAsync(
        int number, DatabaseRestoration wanted, string typedHostName, string requestId, string by, CancellationToken cancellationToken);

    /// <summary>Starts putting back what was before the given run. Idempotent by <paramref name="requestId"/>.</summary>
    /// <exception cref="RunRefusedException">Another run is under way, or nothing was saved.</exception>
    Task StartUndoAsync(int number, string runId, string requestId, string by, CancellationToken cancellationToken);

    /// <summary>Goes on with an interrupted run from the step it was in.</summary>
    /// <exception cref="RunRefusedException">Another run is under way, or the run is not interrupted.</exception>
    Task StartResumeAsync(int number, string runId, string requestId, string by, CancellationToken cancellationToken);

    /// <summary>
    /// Starts a recovered instance in the background; the case tells how it went. One at a time; the same <paramref name="requestId"/> a second time, or an instance that is being
    /// started already, starts nothing.
    /// </summary>
    /// <exception cref="RunRefusedException">Another start or a run is under way, or the instance is not one that this case has recovered.</exception>
    Task StartInstanceAsync(int number, string project, string name, string requestId, string by, CancellationToken cancellationToken);

    /// <summary>Closes the case; it can still be read.</summary>
    Task<RecoveryCase> CloseAsync(int number, string by, CancellationToken cancellationToken);

    /// <summary>What is under way now.</summary>
    CaseActivity Activity(int number);

    /// <summary>The activity now and at each change, at most ten a second; ends when cancelled. Any number of watchers.</summary>
    IAsyncEnumerable<CaseActivity> WatchAsync(int number, CancellationToken cancellationToken);
}
