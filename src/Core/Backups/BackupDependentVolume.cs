using System.Collections.Immutable;

namespace Recover.Core.Backups;

/// <summary>
/// One entry of the <c>dependent_volumes:</c> section, which Incus 7 writes for custom volumes whose disk device is <c>dependent</c>: all that the database knew of the volume. Immutable.
/// </summary>
/// <param name="Pool">Its pool; null when the entry has none.</param>
/// <param name="Volume">Its record; null when the entry has none.</param>
/// <param name="Snapshots">Its snapshots, oldest first as in the file.</param>
public sealed record BackupDependentVolume(BackupPool? Pool, BackupVolume? Volume, ImmutableArray<BackupVolumeSnapshot> Snapshots);
