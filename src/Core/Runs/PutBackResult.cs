using System.Collections.Immutable;

namespace Recover.Core.Runs;

/// <summary>How putting back a saved state went. Immutable.</summary>
/// <param name="Problems">What could not be put back, in words; empty when all is back.</param>
/// <param name="LeftAlone">What was not touched, or kept elsewhere, and why, in words.</param>
internal sealed record PutBackResult(ImmutableArray<string> Problems, ImmutableArray<string> LeftAlone)
{
    /// <summary>All words in one text; null when there are none.</summary>
    public string? Words => Problems.IsEmpty && LeftAlone.IsEmpty ? null : string.Join('\n', [.. Problems, .. LeftAlone]);
}
