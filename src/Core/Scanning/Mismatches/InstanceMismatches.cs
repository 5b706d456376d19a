using Recover.Core.Databases;
using Recover.Core.Findings;
using Recover.Core.Storage;

namespace Recover.Core.Scanning.Mismatches;

/// <summary>Instances and their root volumes: in the database without the disk, or only one half of the two in the database.</summary>
internal sealed class InstanceMismatches(DatabaseContents contents, DiskStock disk)
{
    private readonly ILookup<(VolumeType Type, string Project, string Name), VolumeRecord> _volumes = contents.Volumes
        .Where(volume => volume.Type is VolumeType.Container or VolumeType.VirtualMachine)
        .ToLookup(volume => (volume.Type, volume.Project, volume.Name));

    public IEnumerable<Mismatch> Find()
    {
        var instances = contents.Instances.ToDictionary(instance => (Type(instance), instance.Project, instance.Name));
        return contents.Instances.SelectMany(Of).Concat(_volumes.Where(volumes => !instances.ContainsKey(volumes.Key)).SelectMany(volumes => volumes).Select(Alone).OfType<Mismatch>());
    }

    private static VolumeType Type(InstanceRecord instance) => instance.IsVirtualMachine ? VolumeType.VirtualMachine : VolumeType.Container;

    private IEnumerable<Mismatch> Of(InstanceRecord instance)
    {
        var volumes = _volumes[(Type(instance), instance.Project, instance.Name)].ToArray();
        if (volumes.Length == 0)
        {
            return WithoutVolume(instance) is { } alone ? [alone] : [];
        }

        if (volumes.Any(volume => !disk.IsListed(volume.Pool)))
        {
            return [];
        }

        var there = volumes.Where(volume => disk.Find(volume) is not null).ToArray();
        if (there.Length == 0)
        {
            return [Ghost(instance, volumes)];
        }

        return volumes.Length == 1
            ? SnapshotMismatches.OfInstance(instance, volumes[0], disk.Find(volumes[0])!)
            : volumes.Except(there).Select(GhostVolume);
    }

    /// <summary>Where the instance lies says its root disk; where that does not say it either, all pools must have been looked at.</summary>
    private Mismatch? WithoutVolume(InstanceRecord instance)
    {
        var found = disk.FindAll(Type(instance), instance.Project, instance.Name);
        var fitting = found.Where(volume => instance.RootPool is null || volume.Pool == instance.RootPool).ToArray();
        var label = $"{instance.Project}/{instance.Name}";
        if (fitting is [var only])
        {
            return new Mismatch
            {
                Kind = MismatchKind.InstanceAlone,
                Pool = only.Pool,
                Label = label,
                Finding = Finding.Of(FindingCode.InstanceRecordAlone, label, only.Pool),
                Records = [RecordReference.Instance(instance.Project, instance.Name)],
                VolumeId = only.Backup is { Instance: not null } ? only.Id : null,
            };
        }

        var isSure = found.IsEmpty && (instance.RootPool is { } pool ? disk.IsListed(pool) : disk.HasAll);
        return isSure ? Ghost(instance, []) : null;
    }

    private static Mismatch Ghost(InstanceRecord instance, VolumeRecord[] volumes)
    {
        var label = $"{instance.Project}/{instance.Name}";
        var pool = volumes is [var first, ..] ? first.Pool : instance.RootPool ?? "";
        return new Mismatch
        {
            Kind = MismatchKind.InstanceGhost,
            Pool = pool,
            Label = label,
            Finding = Finding.Of(FindingCode.InstanceGhost, label, pool),
            Records = [RecordReference.Instance(instance.Project, instance.Name), .. volumes.Select(RecordReference.Volume)],
        };
    }

    private Mismatch? Alone(VolumeRecord volume) => disk.Find(volume) is not { } there
        ? disk.IsListed(volume.Pool) ? GhostVolume(volume) : null
        : new Mismatch
        {
            Kind = MismatchKind.RootVolumeAlone,
            Pool = volume.Pool,
            Label = $"{volume.Project}/{volume.Name}",
            Finding = Finding.Of(FindingCode.VolumeAlreadyRecorded),
            Records = [RecordReference.Volume(volume)],
            VolumeId = there.State == VolumeState.Question ? there.Id : null,
        };

    private static Mismatch GhostVolume(VolumeRecord volume) => new()
    {
        Kind = MismatchKind.RootVolumeGhost,
        Pool = volume.Pool,
        Label = $"{volume.Project}/{volume.Name}",
        Finding = Finding.Of(FindingCode.RootVolumeGhost, $"{volume.Project}/{volume.Name}", volume.Pool),
        Records = [RecordReference.Volume(volume)],
    };
}
