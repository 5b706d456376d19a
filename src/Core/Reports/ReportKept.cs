namespace Recover.Core.Reports;

/// <summary>What a plan takes over from an earlier database. Immutable.</summary>
/// <param name="What">What it is, in words, without its contents.</param>
/// <param name="From">The earlier database, in words.</param>
public sealed record ReportKept(string What, string From);
