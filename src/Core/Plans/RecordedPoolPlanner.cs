using System.Collections.Frozen;
using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>
/// Plans pools that daemons of their own keep, and their custom volumes, as an earlier database knew them: nobody can look into them here. Only for a database
/// that nothing was put into since: in any other, what is missing may have been deleted on purpose.
/// </summary>
/// <param name="world">The database as it will be.</param>
/// <param name="draft">Where is said what does not come back.</param>
internal sealed class RecordedPoolPlanner(PlanWorld world, PlanDraft draft)
{
    // With a pool in its database whose tools are missing, the daemon starts, but lists no pool at all any more (seen with 6.0.4).
    private static readonly FrozenDictionary<string, string> Tools =
        new Dictionary<string, string> { ["lvmcluster"] = "lvm", ["truenas"] = "truenas_incus_ctl" }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Plans them from the newest database that knew each.</summary>
    public (ImmutableArray<PlannedPool> Pools, ImmutableArray<PlannedVolume> Volumes) Plan(Inventory inventory)
    {
        var pools = ImmutableArray.CreateBuilder<PlannedPool>();
        var planned = ImmutableArray.CreateBuilder<PlannedVolume>();
        foreach (var (pool, state) in Known(inventory.Database))
        {
            if (!IsUsable(pool, inventory.Host))
            {
                draft.LeaveOut("pool", "", pool.Name, Finding.Of(FindingCode.PoolNeedsItsDaemons, pool.Driver, StorageTexts.DaemonsOf(pool.Driver)!));
                continue;
            }

            var config = pool.Config.RemoveRange(pool.Config.Keys.Where(key => !ObjectNames.IsKey(key)));
            pools.Add(new PlannedPool(pool.Name, pool.Driver, pool.Description, config, DependencyTexts.InOldDatabase(state)));
            var inside = state.Volumes.Where(volume => volume.Pool == pool.Name).Select(volume => Plan(volume, state)).OfType<PlannedVolume>().ToList();
            planned.AddRange(inside);
            draft.Note(PlanTexts.PoolItem(pool.Name), Finding.Of(FindingCode.PoolOnlyRecorded, pool.Driver, $"{inside.Count}", StorageTexts.DaemonsCheck(pool.Driver)));
            foreach (var instance in state.Contents.Volumes.Where(volume => volume.Pool == pool.Name && volume.Type is VolumeType.Container or VolumeType.VirtualMachine))
            {
                draft.LeaveOut("instance", instance.Project, instance.Name, Finding.Of(FindingCode.PoolNeedsItsDaemons, pool.Driver, StorageTexts.DaemonsOf(pool.Driver)!));
            }
        }

        return (pools.ToImmutable(), planned.ToImmutable());
    }

    /// <summary>The pools, each with the newest database that knew it.</summary>
    public static IEnumerable<(PoolRecord Pool, OldDatabase State)> Known(DatabaseReading database) => database.IsFresh
        ? database.Old
            .SelectMany(state => state.Contents.Pools.Select(pool => (Pool: pool, State: state)))
            .Where(known => ObjectNames.IsPool(known.Pool.Name) && StorageTexts.DaemonsOf(known.Pool.Driver) is not null)
            .DistinctBy(known => known.Pool.Name, StringComparer.Ordinal)
            .OrderBy(known => known.Pool.Name, StringComparer.Ordinal)
        : [];

    private static bool IsUsable(PoolRecord pool, HostSurvey host) =>
        !Tools.TryGetValue(pool.Driver, out var tool) || host.Tools.Any(present => present.Name == tool && present.Path is not null);

    private PlannedVolume? Plan(RecordedVolume volume, OldDatabase state)
    {
        var unfit = !ObjectNames.IsPathPart(volume.Name) ? Finding.Of(FindingCode.VolumeNameInvalid, volume.Name)
            : !world.HasProject(volume.Project) ? Finding.Of(FindingCode.ProjectMissing, volume.Project)
            : null;
        if (unfit is not null)
        {
            draft.LeaveOut("volume", volume.Project, volume.Name, unfit);
            return null;
        }

        return VolumePlanner.Recorded(volume, state);
    }
}
