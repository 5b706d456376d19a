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
    /// <summary>Ids below are those of ordinary systems, not of a shifted volume.</summary>
    private const uint FirstShifted = 65536;

    private readonly ILookup<(string Pool, string Project, string Name), IdMap> _byVolume;
    private readonly ImmutableArray<IdMap> _all;

    public OwnershipMaps(PlanWorld world, ImmutableArray<PlannedInstance> instances)
    {
        var maps = instances.Where(instance => !instance.IsVirtualMachine)
            .Select(instance => (Instance: instance, Map: MapOf(instance)))
            .Where(pair => pair.Map is not null)
            .ToArray();
        _all = [.. maps.Select(pair => pair.Map!).DistinctBy(map => map.Text, StringComparer.Ordinal)];
        _byVolume = maps
            .SelectMany(pair => Volumes(world, pair.Instance).Select(volume => (Volume: volume, Map: pair.Map!)))
            .ToLookup(pair => pair.Volume, pair => pair.Map);
    }

    /// <summary>The map of a volume, null when its files are not shifted or nobody can tell; what to know is said by a finding.</summary>
    public (IdMap? Map, Finding? Finding) Of(StoredVolume volume, string pool)
    {
        if (volume.ContentType != ContentType.Filesystem || volume.Owner is not { } owner || owner.UserId < FirstShifted)
        {
            return (null, null);
        }

        if (_byVolume[(pool, volume.Project, volume.Name)].FirstOrDefault(map => map.Holds(owner.UserId)) is { } attached)
        {
            return (attached, null);
        }

        var fitting = _all.Where(map => map.Holds(owner.UserId)).ToArray();
        return fitting is [var only]
            ? (only, Finding.Of(FindingCode.OwnershipDeduced, $"{owner.UserId}"))
            : (null, Finding.Of(FindingCode.OwnershipUnknown, $"{owner.UserId}"));
    }

    private static IdMap? MapOf(PlannedInstance instance) =>
        IdMap.Parse(instance.Config.GetValueOrDefault("volatile.idmap.current"))
        ?? IdMap.Parse(instance.Config.GetValueOrDefault("volatile.idmap.next"));

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
