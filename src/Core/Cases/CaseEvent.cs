namespace Recover.Core.Cases;

/// <summary>One line of a case's log.</summary>
/// <param name="At">UTC.</param>
/// <param name="By">Operator's name, or <c>recover</c>.</param>
/// <param name="What">Plain words.</param>
public sealed record CaseEvent(DateTimeOffset At, string By, string What);
