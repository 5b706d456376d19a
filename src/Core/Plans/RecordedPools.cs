using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>
/// Finds who still knew the pools that daemons of their own keep: earlier databases, and backup files of Incus 7 on other pools, which have all of the volumes that
/// belong to their instance. Nothing is found for a database that something was put into since: what is missing there may have been deleted on purpose.
/// </summary>
internal static class RecordedPools
{
    /// <summary>The pools by name; of one that several knew, what the best of them says, databases first and of each kind the newest.</summary>
    public static ImmutableArray<RecordedPool> Of(Inventory inventory)
    {
        if (!inventory.Database.IsFresh)
        {
            return [];
        }

        var read = inventory.Pools.Where(pool => pool.Read).Select(pool => pool.Definition.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. inventory.Database.Old.SelectMany(InDatabase).Concat(InFiles(inventory.Volumes))
                .Where(pool => ObjectNames.IsPool(pool.Name) && !read.Contains(pool.Name) && StorageTexts.DaemonsOf(pool.Driver) is not null)
                .DistinctBy(pool => pool.Name, StringComparer.Ordinal)
                .OrderBy(pool => pool.Name, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<RecordedPool> InDatabase(OldDatabase state)
    {
        var from = DependencyTexts.InOldDatabase(state);
        return state.Contents.Pools.Select(pool => new RecordedPool(pool.Name, pool.Driver, pool.Description, pool.Config, from)
        {
            Volumes = [.. state.Volumes.Where(volume => volume.Pool == pool.Name).Select(volume => (volume, from))],
            Instances = [.. state.Contents.Volumes.Where(volume => volume.Pool == pool.Name && volume.Type is VolumeType.Container or VolumeType.VirtualMachine)],
        });
    }

    private static IEnumerable<RecordedPool> InFiles(ImmutableArray<ScannedVolume> scanned) =>
        from instance in scanned
        where instance is { IsInstance: true, Backup.DependentVolumes.IsEmpty: false }
        orderby instance.Backup!.ModifiedAt descending
        let told = PlanTexts.FromBackupFileOf(instance.Label, instance.Backup!.ModifiedAt)
        from dependent in instance.Backup!.DependentVolumes
        where dependent is { Pool: not null, Volume: not null } && ContentOf(dependent.Volume) is not null
        group (Pool: dependent.Pool!, Volume: Recorded(dependent), From: told) by dependent.Pool!.Name into pool
        let newest = pool.First()
        select new RecordedPool(pool.Key, newest.Pool.Driver, newest.Pool.Description, newest.Pool.Config, newest.From)
        {
            Volumes = [.. pool.Select(one => (one.Volume, one.From)).DistinctBy(one => (one.Volume.Project, one.Volume.Name))],
        };

    private static RecordedVolume Recorded(BackupDependentVolume dependent) =>
        new(dependent.Pool!.Name, dependent.Volume!.Project, dependent.Volume.Name, dependent.Volume, dependent.Snapshots) { ContentType = ContentOf(dependent.Volume)!.Value };

    // As Incus writes it; a word of a later version is not guessed at.
    private static ContentType? ContentOf(BackupVolume volume) => volume.ContentType switch
    {
        "filesystem" => ContentType.Filesystem,
        "block" => ContentType.Block,
        "iso" => ContentType.Iso,
        _ => null,
    };
}
