using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Findings;

namespace Recover.Core.Storage.Lvm;

/// <summary>Tells the volumes of a pool from the names of its logical volumes. Immutable.</summary>
internal sealed class LvmVolumes(LvmPool pool)
{
    private readonly ILookup<(VolumeType Type, string StoredName, string Ending), (LvmName Name, LogicalVolume Volume)> _volumes = pool.Volumes
        .Select(volume => (Name: LvmName.Of(volume.Name), Volume: volume))
        .Where(pair => pair.Name is not null)
        .ToLookup(pair => (pair.Name!.Type, pair.Name.StoredName, KeyEnding(pair.Name)), pair => (pair.Name!, pair.Volume));

    /// <summary>All volumes, sorted by type and name; snapshots whose volume is gone are one entry with a finding.</summary>
    public IEnumerable<StoredVolume> List() => _volumes
        .OrderBy(parts => parts.Key.Type)
        .ThenBy(parts => parts.Key.StoredName, StringComparer.Ordinal)
        .Select(parts => Of(parts.Key.Type, parts.Key.StoredName, parts.Key.Ending, [.. parts]));

    /// <summary>The logical volume with the file system of a volume or snapshot; null when there is none.</summary>
    public LogicalVolume? FileSystemOf(StoredVolume volume, string? snapshot) => _volumes[(volume.Type, volume.StoredName, "")]
        .FirstOrDefault(part => part.Name.Snapshot == snapshot && part.Name.Ending.Length == 0).Volume;

    // A virtual machine has two: a small file system and its disk. A custom volume may have namesakes of other content.
    private static string KeyEnding(LvmName name) => name.Type == VolumeType.VirtualMachine ? "" : name.Ending;

    private StoredVolume Of(VolumeType type, string storedName, string ending, ImmutableArray<(LvmName Name, LogicalVolume Volume)> parts)
    {
        var own = parts.Where(part => part.Name.Snapshot is null).ToArray();
        var contents = type == VolumeType.VirtualMachine ? own.FirstOrDefault(part => part.Name.Ending == LvmName.Block).Volume : own.FirstOrDefault().Volume;
        var (project, name) = VolumeNames.Split(type, storedName);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        if (own.Length == 0)
        {
            var left = parts.Select(part => part.Name.Snapshot!).ToHashSet(StringComparer.Ordinal);
            findings.Add(StoredVolume.OnlySnapshotsLeft(left, $"{pool.Group.Name}/{parts.Min(part => part.Volume.Name)}"));
        }
        else if (!VolumeNames.AreValid(type, project, name))
        {
            findings.Add(Finding.Of(FindingCode.VolumeNameInvalid, storedName));
        }

        return new StoredVolume
        {
            Type = type,
            StoredName = storedName,
            Project = project,
            Name = name,
            ContentType = ending == LvmName.Iso ? ContentType.Iso
                : type == VolumeType.VirtualMachine || ending == LvmName.Block ? ContentType.Block
                : ContentType.Filesystem,
            CreatedAt = own.Select(part => part.Volume.CreatedAt).Min(),
            SizeBytes = contents?.SizeBytes,
            Config = type == VolumeType.Custom && ending.Length == 0 && contents is not null
                ? BlockSettings.Of(contents.SizeBytes)
                : ConfigMaps.Empty,
            Snapshots = own.Length == 0 ? [] : Snapshots(parts, findings),
            Findings = findings.ToImmutable(),
        };
    }

    private static ImmutableArray<StoredSnapshot> Snapshots(
        ImmutableArray<(LvmName Name, LogicalVolume Volume)> parts, ImmutableArray<Finding>.Builder findings)
    {
        var snapshots = ImmutableArray.CreateBuilder<StoredSnapshot>();
        foreach (var same in parts.Where(part => part.Name.Snapshot is not null).GroupBy(part => part.Name.Snapshot!).OrderBy(same => same.Key, StringComparer.Ordinal))
        {
            if (VolumeNames.IsSnapshot(same.Key))
            {
                snapshots.Add(new StoredSnapshot(same.Key, null, same.Min(part => part.Volume.CreatedAt)));
            }
            else
            {
                findings.Add(Finding.Of(FindingCode.VolumeNameInvalid, same.Key));
            }
        }

        return snapshots.ToImmutable();
    }
}
