using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>Plans the pools that the database does not know, with the full config that the newest backup file on them holds.</summary>
/// <param name="draft">Where corrections are noted.</param>
/// <param name="isSamePlace">Whether two sources lead to the same directory, file or device.</param>
/// <param name="old">Earlier databases, newest first: what one says of a pool counts more than a backup file.</param>
internal sealed class PoolPlanner(PlanDraft draft, Func<string, string, bool> isSamePlace, ImmutableArray<OldDatabase> old)
{
    private static readonly ImmutableArray<string> NamesOnStorage =
        ["zfs.pool_name", "lvm.vg_name", "lvm.thinpool_name", "ceph.osd.pool_name", "cephfs.path", "cephfs.data_pool", "cephfs.meta_pool"];

    /// <summary>Plans those of the pools that planned volumes lie on.</summary>
    public ImmutableArray<PlannedPool> Plan(
        ImmutableArray<ScannedPool> pools, ImmutableArray<ScannedVolume> scanned, IReadOnlySet<string> known, IReadOnlySet<string> needed) =>
    [
        .. pools
            .Where(pool => needed.Contains(pool.Definition.Name) && !known.Contains(pool.Definition.Name))
            .OrderBy(pool => pool.Definition.Name, StringComparer.Ordinal)
            .Select(pool => Plan(pool, scanned)),
    ];

    private PlannedPool Plan(ScannedPool pool, ImmutableArray<ScannedVolume> scanned)
    {
        var found = pool.Definition;
        var item = PlanTexts.PoolItem(found.Name);
        foreach (var finding in pool.Findings)
        {
            draft.Note(item, finding);
        }

        var newest = scanned
            .Where(volume => volume.Pool == found.Name
                && volume.Backup?.Pool is { } recorded
                && recorded.Name == found.Name
                && recorded.Driver == found.Driver)
            .MaxBy(volume => volume.Backup!.ModifiedAt)?.Backup;
        var (recorded, from) = Recorded(found);
        if ((recorded ?? newest?.Pool) is not { } pooled)
        {
            return new PlannedPool(found.Name, found.Driver, "", WithSource(found.Config, found.Source), PlanTexts.FromStorage(found.Source));
        }

        var config = pooled.Config.RemoveRange(pooled.Config.Keys.Where(key => !ObjectNames.IsKey(key)));
        // Whatever the files say, the storage is found under the names that it has now.
        foreach (var (key, value) in found.Config.Where(pair => ObjectNames.IsKey(pair.Key) && (NamesOnStorage.Contains(pair.Key) || !config.ContainsKey(pair.Key))))
        {
            config = config.SetItem(key, value);
        }

        var source = config.GetValueOrDefault("source") ?? "";
        if (found.Source.Length > 0 && !isSamePlace(source, found.Source))
        {
            config = WithSource(config, found.Source);
            if (source.Length > 0)
            {
                draft.Note(item, Finding.Of(FindingCode.PoolSourceCorrected, source, found.Source));
            }
        }

        return new PlannedPool(found.Name, found.Driver, pooled.Description, config, from ?? PlanTexts.FromBackupFile(newest!.ModifiedAt));
    }

    private (BackupPool? Pool, string? From) Recorded(PoolDefinition found)
    {
        foreach (var state in old)
        {
            if (state.Contents.Pools.FirstOrDefault(pool => pool.Name == found.Name && pool.Driver == found.Driver) is { } record)
            {
                return (new BackupPool { Name = record.Name, Driver = record.Driver, Description = record.Description, Config = record.Config }, DependencyTexts.InOldDatabase(state));
            }
        }

        return (null, null);
    }

    private static ImmutableSortedDictionary<string, string> WithSource(ImmutableSortedDictionary<string, string> config, string source) =>
        source.Length > 0 ? config.SetItem("source", source) : config;
}
