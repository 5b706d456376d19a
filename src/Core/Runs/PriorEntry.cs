namespace Recover.Core.Runs;

/// <summary>What stood where a plan makes something, before it was made. Immutable.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Exists">False when nothing stood there.</param>
/// <param name="Target">Target of the link that stood there; null when it was none.</param>
internal sealed record PriorEntry(string Path, bool Exists, string? Target);
