using System.Collections.Immutable;
using Recover.Core.Databases.Raft;
using Recover.Core.Findings;
using Recover.Core.Hosts;

namespace Recover.Core.Databases.Candidates;

/// <summary>What is best done with a database before anything is recovered from pools, and why. Immutable.</summary>
/// <param name="Kind">What.</param>
/// <param name="Proposed">The state to put back; null when there is none to propose.</param>
/// <param name="Because">The finding that says why; null when no damage is the reason.</param>
public sealed record DatabaseAdvice(DatabaseAdviceKind Kind, CandidateSource? Proposed, DatabaseFinding? Because)
{
    /// <summary>There is nothing to be done with the database itself.</summary>
    public static DatabaseAdvice Nothing { get; } = new(DatabaseAdviceKind.Nothing, null, null);

    /// <summary>Tells it from a check with compared candidates.</summary>
    public static DatabaseAdvice Of(DatabaseCheck check, DatabaseCondition condition)
    {
        var worst = Worst(check);
        if (worst is not null && condition == DatabaseCondition.Served)
        {
            return new DatabaseAdvice(DatabaseAdviceKind.KeepRunning, null, worst);
        }

        var log = check.Candidates.FirstOrDefault(candidate => candidate.Source == CandidateSource.Raft);
        if (worst is not null)
        {
            var best = Best(check, log, condition);
            return best is null ? new DatabaseAdvice(DatabaseAdviceKind.Lost, null, worst) : new DatabaseAdvice(DatabaseAdviceKind.PutBack, best.Source, worst);
        }

        // A new database is what a daemon makes that finds none: what an older state knows is then most likely what was lost.
        if ((log is null || IsNew(log)) && check.Candidates.FirstOrDefault(candidate => candidate != log && !IsNew(candidate)) is { } older)
        {
            return new DatabaseAdvice(DatabaseAdviceKind.NewAndEmpty, older.Source, null);
        }

        return HasMore(check, CandidateSource.SetAside, log)
            ? new DatabaseAdvice(DatabaseAdviceKind.WentBack, CandidateSource.SetAside, null)
            : check.State == DatabaseCheckState.Missing ? new DatabaseAdvice(DatabaseAdviceKind.Lost, null, null)
            : Nothing;
    }

    // The first finding is the worst. A directory that can't be written to is no damage of what is in it.
    private static DatabaseFinding? Worst(DatabaseCheck check) => check.State is DatabaseCheckState.Damaged or DatabaseCheckState.Unreadable
        ? check.Findings.FirstOrDefault(finding => finding is { Severity: FindingSeverity.Error, Reaction: not DaemonReaction.Starts, Code: not DatabaseFindingCode.DirectoryReadOnly })
        : null;

    /// <summary>
    /// The last good state of the log: nothing in it is guessed. After a clean stop <c>db.bin</c> says what the log said before it was damaged, so that it
    /// is better when it has all that the log has, and more. What can be salvaged behind damage is left to the operator to choose.
    /// </summary>
    private static DatabaseCandidate? Best(DatabaseCheck check, DatabaseCandidate? log, DatabaseCondition condition) =>
        condition == DatabaseCondition.StoppedCleanly && log is not null && HasMore(check, CandidateSource.Dump, log) && Alone(log, CandidateSource.Dump).IsEmpty
            ? check.Candidates.First(candidate => candidate.Source == CandidateSource.Dump)
            : log is not null && !IsNew(log) ? log : check.Candidates.FirstOrDefault(candidate => !IsNew(candidate)) ?? log;

    private static bool HasMore(DatabaseCheck check, CandidateSource source, DatabaseCandidate? than) =>
        than is not null && check.Candidates.FirstOrDefault(candidate => candidate.Source == source) is { } one && !Alone(one, than.Source).IsEmpty;

    /// <summary>What the one has that the other lacks.</summary>
    private static ImmutableArray<RecordDifference> Alone(DatabaseCandidate one, CandidateSource other) =>
        one.Compared.FirstOrDefault(comparison => comparison.With == other)?.Alone ?? [];

    private static bool IsNew(DatabaseCandidate candidate) =>
        candidate.Tables.GetValueOrDefault("instances") == 0 && candidate.Tables.GetValueOrDefault("storage_pools") == 0;
}
