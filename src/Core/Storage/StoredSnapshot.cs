using Recover.Core.Backups;

namespace Recover.Core.Storage;

/// <summary>A snapshot as its pool lists it. Immutable.</summary>
/// <param name="Name">Without its parent.</param>
/// <param name="Path">Absolute path at which it lies while the pool is open; null where snapshots have no path of their own.</param>
/// <param name="CreatedAt">As the storage remembers it, UTC; null when it does not.</param>
public sealed record StoredSnapshot(string Name, string? Path, IncusTime? CreatedAt)
{
    /// <summary>Size of a block or ISO volume's image in bytes as it was then; null for file systems and where it is not told.</summary>
    public long? SizeBytes { get; init; }
}
