namespace Recover.Core.Cases;

/// <summary>A case in a list.</summary>
public sealed record CaseSummary(int Number, string Reference, DateTimeOffset OpenedAt, CaseSituation Situation, CaseStep Step, DateTimeOffset? ClosedAt);
