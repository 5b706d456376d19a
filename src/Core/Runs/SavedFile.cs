namespace Recover.Core.Runs;

/// <summary>One saved copy.</summary>
/// <param name="Path">Where it came from.</param>
/// <param name="Copy">Path relative to the saved-state directory.</param>
/// <param name="SizeBytes">Size.</param>
/// <param name="Sha256">Checksum, lower-case hex.</param>
public sealed record SavedFile(string Path, string Copy, long SizeBytes, string Sha256);
