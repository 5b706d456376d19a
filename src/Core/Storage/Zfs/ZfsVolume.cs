namespace Recover.Core.Storage.Zfs;

/// <summary>A volume and the datasets it is made of. Immutable.</summary>
/// <param name="Stored">The volume as it is listed.</param>
/// <param name="Data">Dataset of its contents.</param>
/// <param name="Files">Dataset in which its files lie, the backup file among them; null when it has none.</param>
internal sealed record ZfsVolume(StoredVolume Stored, ZfsDataset Data, ZfsDataset? Files);
