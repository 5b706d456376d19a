using System.Collections.Immutable;
using Recover.Core.Findings;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>
/// Tells which ownership map a custom file-system volume was shifted by. Without its two keys Incus takes the volume for unshifted and shifts
/// it a second time when it is next attached.
/// </summary>
internal sealed class OwnershipMaps
{
    /// <summary>Ids below are those of ordinary systems, not of a shifted volume; and few systems inside have higher ones.</summary>
    private const uint FirstShifted = 65536;

    private readonly ILookup<(string Pool, string Project, string Name), IdMap> _byVolume;
    private readonly HashSet<(string Pool, string Project, string Name)> _mounted;
    private readonly ImmutableArray<IdMap> _all;

    public OwnershipMaps(PlanWorld world, ImmutableArray<PlannedInstance> instances)
    {
        var maps = instances.Where(instance => !instance.IsVirtualMachine)
            .Select(instance => (Volumes: Volumes(world, instance).ToArray(), Current: Map(instance, "current"), Next: Map(instance, "next")))
            .ToArray();
        _all = [.. maps.Select(use => use.Current ?? use.Next).OfType<IdMap>().DistinctBy(map => map.Text, StringComparer.Ordinal)];
        _byVolume = maps
            .SelectMany(use => use.Volumes.Select(volume => (Volume: volume, Map: use.Current ?? use.Next)))
            .Where(pair => pair.Map is not null)
            .ToLookup(pair => pair.Volume, pair => pair.Map!);
        _mounted = [.. maps.Where(use => use.Current is not null).SelectMany(use => use.Volumes)];
    }

    /// <summary>What is known of the owners on a volume.</summary>
    public VolumeOwnership Of(StoredVolume volume, string pool)
    {
        if (volume.ContentType != ContentType.Filesystem || volume.Owner is not { } owner)
        {
            return VolumeOwnership.Unshifted;
        }

        var place = (pool, volume.Project, volume.Name);
        if (owner.UserId < FirstShifted)
        {
            // Incus shifts what it mounts into a container with ids of its own, unless the volume says not to.
            return _mounted.Contains(place) ? VolumeOwnership.KeptUnshifted : VolumeOwnership.Unshifted;
        }

        if (Nearest(_byVolume[place], owner.UserId) is { } attached && attached.Inside(owner.UserId) < FirstShifted)
        {
            return new VolumeOwnership { Map = attached };
        }

        // The range of ordinary containers may hold those of containers with ids of their own.
        return (Nearest(_all, owner.UserId) ?? Nearest(_byVolume[place], owner.UserId)) is { } nearest
            ? new VolumeOwnership { Map = nearest, Finding = Finding.Of(FindingCode.OwnershipDeduced, $"{owner.UserId}") }
            : new VolumeOwnership { Finding = Finding.Of(FindingCode.OwnershipUnknown, $"{owner.UserId}") };
    }

    /// <summary>The map by which the id inside is smallest; null when none holds it or several do alike.</summary>
    private static IdMap? Nearest(IEnumerable<IdMap> maps, uint userId) => maps
        .DistinctBy(map => map.Text, StringComparer.Ordinal)
        .Where(map => map.Inside(userId) is not null)
        .GroupBy(map => map.Inside(userId))
        .OrderBy(alike => alike.Key)
        .FirstOrDefault() is { } best && best.Count() == 1 ? best.First() : null;

    private static IdMap? Map(PlannedInstance instance, string moment) => IdMap.Parse(instance.Config.GetValueOrDefault($"volatile.idmap.{moment}"));

    private static IEnumerable<(string Pool, string Project, string Name)> Volumes(PlanWorld world, PlannedInstance instance)
    {
        var project = world.Effective(instance.Project, "storage.volumes");
        var devices = Expansion.Of(instance.Profiles.Select(name => world.Profile(instance.Project, name)!)).Devices.SetItems(instance.Devices);
        foreach (var device in devices.Values)
        {
            if (device.GetValueOrDefault("type") == "disk"
                && device.GetValueOrDefault("source") is { Length: > 0 } source
                && device.GetValueOrDefault("pool") is { Length: > 0 } pool)
            {
                yield return (pool, project, source.Split('/')[0]);
            }
        }
    }
}
