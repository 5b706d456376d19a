namespace Recover.Core.Cases;

/// <summary>A place where the event log is not whole. Immutable.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Number">The entry; null when it is missing.</param>
/// <param name="Case">The case of the entry; null for none.</param>
/// <param name="Message">In words.</param>
public sealed record LogBreak(LogBreakKind Kind, long? Number, int? Case, string Message);
