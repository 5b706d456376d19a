namespace Recover.Core.Storage.Zfs;

/// <summary>A pool of ZFS that is imported. Immutable.</summary>
/// <param name="Name">Name it is imported under.</param>
/// <param name="Guid">Its identity.</param>
/// <param name="SizeBytes">Size of all devices together; null when it could not be read.</param>
/// <param name="Health">How well it is.</param>
internal sealed record ZfsPool(string Name, ulong Guid, long? SizeBytes, ZfsHealth Health);
