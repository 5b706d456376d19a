using System.Collections.Immutable;

namespace Recover.Core.Runs;

/// <summary>Comparison of a plan with what Incus shows. Immutable.</summary>
/// <param name="Matched">Records that Incus shows as planned.</param>
/// <param name="Differences">In words, one per record or value that differs; empty when all is as planned.</param>
/// <param name="At">UTC.</param>
public sealed record Verification(int Matched, ImmutableArray<string> Differences, DateTimeOffset At);
