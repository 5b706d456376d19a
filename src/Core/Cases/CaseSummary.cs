using Recover.Core.Runs;

namespace Recover.Core.Cases;

/// <summary>A case in a list.</summary>
public sealed record CaseSummary(int Number, string Reference, DateTimeOffset OpenedAt, CaseSituation Situation, CaseStep Step, DateTimeOffset? ClosedAt)
{
    /// <summary>Its last run as the journal tells it; null when it has none.</summary>
    public RecoveryRun? LastRun { get; init; }
}
