namespace Recover.Core.Storage.Zfs;

/// <summary>A file system or block volume as <c>zfs list</c> shows it. Immutable.</summary>
/// <param name="Name">Full name, checked.</param>
/// <param name="IsVolume">True for a block volume (zvol), false for a file system.</param>
/// <param name="CreatedAt">UTC; null when it could not be read.</param>
/// <param name="ReferencedBytes">Space that its contents take, snapshots not counted; null when it could not be read.</param>
/// <param name="VolumeBytes">Size of a block volume; null for a file system.</param>
/// <param name="QuotaBytes">Limit of a file system; null or 0 for none.</param>
/// <param name="IsReferenceQuota">True when the limit does not count snapshots.</param>
/// <param name="Origin">Snapshot that it is a clone of; null for none.</param>
/// <param name="KeyDataset">Dataset whose key it is encrypted with; null when it is not encrypted.</param>
/// <param name="IsLocked">True when that key is not loaded.</param>
internal sealed record ZfsDataset(
    string Name,
    bool IsVolume,
    DateTimeOffset? CreatedAt,
    long? ReferencedBytes,
    long? VolumeBytes,
    long? QuotaBytes,
    bool IsReferenceQuota,
    string? Origin,
    string? KeyDataset,
    bool IsLocked);
