using System.Collections.Immutable;

namespace Recover.Core.Storage.Lvm;

/// <summary>A pool of Incus in a volume group: those of its volumes that lie in one thin pool, or those that lie in none. Immutable.</summary>
/// <param name="Group">The group.</param>
/// <param name="ThinPool">Name of the thin pool; null for a thick pool.</param>
internal sealed record LvmPool(VolumeGroup Group, string? ThinPool)
{
    /// <summary>The volumes of the pool, and the thin pool itself.</summary>
    public IEnumerable<LogicalVolume> Volumes => ThinPool is null
        ? Group.Volumes.Where(volume => volume.Pool.Length == 0 && !volume.IsThinPool && LvmName.IsOfIncus(volume.Name))
        : Group.Volumes.Where(volume => volume.Pool == ThinPool || (volume.IsThinPool && volume.Name == ThinPool));

    /// <summary>How many volumes of Incus are in it, images and snapshots left out; of a virtual machine both are counted as one.</summary>
    public int VolumeCount => Volumes
        .Select(volume => LvmName.Of(volume.Name))
        .Where(name => name is { Snapshot: null })
        .DistinctBy(name => (name!.Type, name.StoredName))
        .Count();

    /// <summary>The pools in groups: thin pools and thick volumes of Incus, and what a group that carries Incus' tag is made for.</summary>
    public static ImmutableArray<LvmPool> In(IEnumerable<VolumeGroup> groups) => [.. groups.SelectMany(In)];

    private static IEnumerable<LvmPool> In(VolumeGroup group)
    {
        var thinPools = group.Volumes.Where(volume => volume.IsThinPool).Select(volume => volume.Name).ToArray();
        var found = thinPools
            .Where(pool => (group.IsTagged && thinPools.Length == 1) || group.Volumes.Any(volume => volume.Pool == pool && LvmName.IsOfIncus(volume.Name)))
            .Select(pool => new LvmPool(group, pool))
            .ToList();
        var thick = new LvmPool(group, ThinPool: null);
        if (thick.Volumes.Any() || (group.IsTagged && found.Count == 0))
        {
            found.Add(thick);
        }

        return found;
    }
}
