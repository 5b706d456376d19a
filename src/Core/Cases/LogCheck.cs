using System.Collections.Immutable;

namespace Recover.Core.Cases;

/// <summary>What a check of the event log told. Immutable.</summary>
/// <param name="Entries">How many there are.</param>
/// <param name="Head">SHA-256 of the last one; null for an empty log.</param>
/// <param name="Breaks">Where it is not whole, in the order of the log; empty when it is intact.</param>
public sealed record LogCheck(int Entries, string? Head, ImmutableArray<LogBreak> Breaks);
