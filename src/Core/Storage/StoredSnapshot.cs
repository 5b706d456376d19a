using Recover.Core.Backups;

namespace Recover.Core.Storage;

/// <summary>A snapshot as its pool lists it. Immutable.</summary>
/// <param name="Name">Without its parent.</param>
/// <param name="Path">Absolute path at which it can be read while the pool is open.</param>
/// <param name="CreatedAt">As the storage remembers it, UTC; null when it does not.</param>
public sealed record StoredSnapshot(string Name, string Path, IncusTime? CreatedAt);
