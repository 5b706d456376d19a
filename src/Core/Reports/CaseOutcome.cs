using Recover.Core.Cases;
using Recover.Core.Runs;

namespace Recover.Core.Reports;

/// <summary>How a case stands, told from its runs. Immutable.</summary>
/// <param name="Kind">In one word.</param>
/// <param name="Last">The last run that was no rehearsal; null when there was none.</param>
/// <param name="Applied">The run whose plan is in; null when none is.</param>
public sealed record CaseOutcome(CaseOutcomeKind Kind, RecoveryRun? Last, RecoveryRun? Applied)
{
    /// <summary>The last comparison of what Incus shows with what was written; null when nothing is in, or it was not compared.</summary>
    public Verification? Verification => Kind == CaseOutcomeKind.Restored ? Last?.Verification : Applied?.Verification;

    /// <summary>Tells it.</summary>
    public static CaseOutcome Of(RecoveryCase one)
    {
        var runs = one.Runs.Where(run => run.Kind != RunKind.Rehearsal).ToList();
        var undone = runs.Where(run => run is { Kind: RunKind.Undo, Outcome: RunOutcome.Undone }).Select(run => run.Undoes).ToHashSet();
        var applied = runs.LastOrDefault(run => run is { Kind: RunKind.Apply, Outcome: RunOutcome.Applied } && !undone.Contains(run.Run));
        var last = runs.LastOrDefault();
        var kind = last switch
        {
            null => CaseOutcomeKind.Looking,
            { Outcome: null } => CaseOutcomeKind.Running,
            { Outcome: RunOutcome.Interrupted } => CaseOutcomeKind.Interrupted,
            { Outcome: RunOutcome.Failed } => CaseOutcomeKind.Failed,
            { Outcome: RunOutcome.RolledBack } => CaseOutcomeKind.RolledBack,
            { Outcome: RunOutcome.Undone } => CaseOutcomeKind.Undone,
            { Kind: RunKind.Restore } => CaseOutcomeKind.Restored,
            _ => one.Plan is { NotRecovered.Length: > 0 } || last.Verification is null or { Differences.Length: > 0 } ? CaseOutcomeKind.Partly : CaseOutcomeKind.Whole,
        };
        return new CaseOutcome(kind, last, applied);
    }
}
