using System.Collections.Immutable;
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

        var sources = Sources(found, scanned);
        if (sources[0] is not { Source: not ProposalSource.Storage, Definition: { } recorded } known)
        {
            return new PlannedPool(found.Name, found.Driver, "", WithSource(found.Config, found.Source), sources[0].Detail);
        }

        var config = recorded.Config.RemoveRange(recorded.Config.Keys.Where(key => !ObjectNames.IsKey(key)));
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

        var planned = new PlannedPool(found.Name, found.Driver, recorded.Description, config, known.Detail);
        draft.Tell("pool", found.Name, new Definition { Description = planned.Description, Config = config }, planned.From, sources);
        return planned;
    }

    /// <summary>What each source says of the pool: earlier databases, its instances' backup files as far as they differ, and the storage itself.</summary>
    private ImmutableArray<Proposal> Sources(PoolDefinition found, ImmutableArray<ScannedVolume> scanned)
    {
        var inDatabases = old
            .Select(state => (State: state, Pool: state.Contents.Pools.FirstOrDefault(pool => pool.Name == found.Name && pool.Driver == found.Driver)))
            .Where(one => one.Pool is not null)
            .Select(one => Saying(ProposalSource.OldDatabase, DependencyTexts.InOldDatabase(one.State), one.Pool!.Description, one.Pool.Config));
        var inFiles = scanned
            .Where(volume => volume.Pool == found.Name && volume.Backup?.Pool is { } recorded && recorded.Name == found.Name && recorded.Driver == found.Driver)
            .OrderByDescending(volume => volume.Backup!.ModifiedAt)
            .Select(volume => Saying(
                ProposalSource.BackupFiles,
                PlanTexts.FromBackupFileOf(volume.Label, volume.Backup!.ModifiedAt),
                volume.Backup.Pool!.Description,
                volume.Backup.Pool.Config))
            .DistinctBy(saying => ProfileCopy.Text(saying.Definition!), StringComparer.Ordinal);
        var onStorage = Saying(ProposalSource.Storage, PlanTexts.FromStorage(found.Source), "", WithSource(found.Config, found.Source));
        return SourceRanking.Ranked([.. inDatabases, .. inFiles, onStorage]);
    }

    private static Proposal Saying(ProposalSource source, string from, string description, ImmutableSortedDictionary<string, string> config) =>
        Proposal.Saying(source, from, new Definition { Description = description, Config = config });

    private static ImmutableSortedDictionary<string, string> WithSource(ImmutableSortedDictionary<string, string> config, string source) =>
        source.Length > 0 ? config.SetItem("source", source) : config;
}
