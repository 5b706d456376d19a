using System.Collections.Immutable;
using Recover.Core.Hosts;

namespace Recover.Core.Plans;

/// <summary>
/// The links and directories that Incus expects on disk beside its records: without the instance's link it can't be started, without the pool's
/// directory it can't be mounted.
/// </summary>
internal static class PlannedLinks
{
    private const int PoolMode = 0b111_001_001;

    /// <summary>What the records need, in order. The names in them must have been checked.</summary>
    public static ImmutableArray<PlannedLink> Of(PlannedRecords records, IncusDirectory incus) =>
    [
        .. records.Pools.Select(pool => new PlannedLink(PlannedLinkKind.Directory, incus.Pool(pool.Name), null, PoolMode)),
        .. records.Instances.SelectMany(instance =>
            Links(instance.Pool, instance.Project, instance.Name, instance.IsVirtualMachine, instance.Snapshots.Length > 0, incus)),
        .. records.RootVolumes.SelectMany(volume =>
            Links(volume.Pool, volume.Project, volume.Name, volume.IsVirtualMachine, volume.Snapshots.Length > 0, incus)),
    ];

    private static IEnumerable<PlannedLink> Links(
        string pool, string project, string name, bool isVirtualMachine, bool hasSnapshots, IncusDirectory incus)
    {
        var stored = project == "default" ? name : $"{project}_{name}";
        var directory = isVirtualMachine ? "virtual-machines" : "containers";
        yield return Link(directory);
        if (hasSnapshots)
        {
            yield return Link($"{directory}-snapshots");
        }

        PlannedLink Link(string kind) => new(
            PlannedLinkKind.Link,
            Path.Combine(incus.Root, kind, stored),
            Path.Combine(incus.Pool(pool), kind, stored),
            0);
    }
}
