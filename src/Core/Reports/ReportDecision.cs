namespace Recover.Core.Reports;

/// <summary>One decision. Immutable.</summary>
/// <param name="Question">Its id.</param>
/// <param name="Answer">In words.</param>
/// <param name="By">Who took it.</param>
/// <param name="At">UTC.</param>
public sealed record ReportDecision(string Question, string Answer, string By, DateTimeOffset At);
