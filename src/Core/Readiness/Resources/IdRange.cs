namespace Recover.Core.Readiness.Resources;

/// <summary>Some ids of the host in a row. Immutable.</summary>
/// <param name="First">The first one.</param>
/// <param name="Count">How many.</param>
internal sealed record IdRange(long First, long Count)
{
    public bool Holds(IdRange other) => other.First >= First && other.First - First + other.Count <= Count;

    /// <inheritdoc/>
    public override string ToString() => Count == 1 ? $"{First}" : $"{First}-{First + Count - 1}";
}
