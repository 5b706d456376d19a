using System.Collections.Frozen;
using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>
/// Plans pools that daemons of their own keep, and their custom volumes, as somebody still knew them: nobody can look into them here.
/// </summary>
/// <param name="world">The database as it will be.</param>
/// <param name="draft">Where is said what does not come back.</param>
internal sealed class RecordedPoolPlanner(PlanWorld world, PlanDraft draft)
{
    // With a pool in its database whose tools are missing, the daemon starts, but lists no pool at all any more (seen with 6.0.4).
    private static readonly FrozenDictionary<string, string> Tools =
        new Dictionary<string, string> { ["lvmcluster"] = "lvm", ["truenas"] = "truenas_incus_ctl" }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Plans them.</summary>
    public (ImmutableArray<PlannedPool> Pools, ImmutableArray<PlannedVolume> Volumes) Plan(ImmutableArray<RecordedPool> recorded, HostSurvey host)
    {
        var pools = ImmutableArray.CreateBuilder<PlannedPool>();
        var planned = ImmutableArray.CreateBuilder<PlannedVolume>();
        foreach (var pool in recorded)
        {
            if (!IsUsable(pool, host))
            {
                draft.LeaveOut("pool", "", pool.Name, NeedsItsDaemons(pool));
                continue;
            }

            var config = pool.Config.RemoveRange(pool.Config.Keys.Where(key => !ObjectNames.IsKey(key)));
            pools.Add(new PlannedPool(pool.Name, pool.Driver, pool.Description, config, pool.From));
            var inside = pool.Volumes.Select(volume => Plan(volume.Volume, volume.From)).OfType<PlannedVolume>().ToList();
            planned.AddRange(inside);
            draft.Note(PlanTexts.PoolItem(pool.Name), Finding.Of(FindingCode.PoolOnlyRecorded, pool.Driver, $"{inside.Count}", StorageTexts.DaemonsCheck(pool.Driver)));
            foreach (var instance in pool.Instances)
            {
                draft.LeaveOut("instance", instance.Project, instance.Name, NeedsItsDaemons(pool));
            }
        }

        return (pools.ToImmutable(), planned.ToImmutable());
    }

    private static Finding NeedsItsDaemons(RecordedPool pool) => Finding.Of(FindingCode.PoolNeedsItsDaemons, pool.Driver, StorageTexts.DaemonsOf(pool.Driver)!);

    private static bool IsUsable(RecordedPool pool, HostSurvey host) =>
        !Tools.TryGetValue(pool.Driver, out var tool) || host.Tools.Any(present => present.Name == tool && present.Path is not null);

    private PlannedVolume? Plan(RecordedVolume volume, string from)
    {
        var unfit = !ObjectNames.IsPathPart(volume.Name) ? Finding.Of(FindingCode.VolumeNameInvalid, volume.Name)
            : !world.HasProject(volume.Project) ? Finding.Of(FindingCode.ProjectMissing, volume.Project)
            : null;
        if (unfit is not null)
        {
            draft.LeaveOut("volume", volume.Project, volume.Name, unfit);
            return null;
        }

        return VolumePlanner.Recorded(volume, from);
    }
}
