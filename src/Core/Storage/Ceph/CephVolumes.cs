using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Findings;

namespace Recover.Core.Storage.Ceph;

/// <summary>
/// Tells which images of a pool are volumes, as Incus 6.0 names them: <c>TYPE_NAME</c>, a virtual machine a small file system and <c>NAME.block</c>, custom block
/// volumes with <c>.block</c>, ISO images with <c>.iso</c>. What begins with <c>zombie_</c> was deleted and is kept for its clones. Thread-safe.
/// </summary>
internal static class CephVolumes
{
    /// <summary>What Incus puts before the name of a snapshot that is its own.</summary>
    public const string SnapshotPrefix = "snapshot_";

    private const string BlockSuffix = ".block";
    private const string IsoSuffix = ".iso";
    private const string CustomPrefix = "custom_";

    private static readonly (VolumeType Type, string Prefix)[] Types =
        [(VolumeType.Container, "container_"), (VolumeType.VirtualMachine, "virtual-machine_"), (VolumeType.Custom, CustomPrefix)];

    /// <summary>True for an image of which nothing but the cluster tells when it was made: instances have a backup file.</summary>
    public static bool HasNoFile(string image) => image.StartsWith(CustomPrefix, StringComparison.Ordinal);

    /// <summary>Name of the image that says: this pool is one of Incus.</summary>
    public static string Placeholder(string pool) => $"incus_{pool}";

    /// <summary>The volumes, each with the image that holds its files; null when it has none.</summary>
    public static IEnumerable<(StoredVolume Volume, string? Files)> Of(IReadOnlyList<CephImage> images)
    {
        var names = images.Select(image => image.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var image in images)
        {
            foreach (var (type, prefix) in Types.Where(one => image.Name.StartsWith(one.Prefix, StringComparison.Ordinal)))
            {
                if (Of(type, image, image.Name[prefix.Length..], names) is { } volume)
                {
                    yield return volume;
                }
            }
        }
    }

    private static (StoredVolume Volume, string? Files)? Of(VolumeType type, CephImage image, string rest, HashSet<string> names)
    {
        if (rest.EndsWith(BlockSuffix, StringComparison.Ordinal) && type != VolumeType.Container)
        {
            var files = image.Name[..^BlockSuffix.Length];
            return (Volume(type, image, rest[..^BlockSuffix.Length], ContentType.Block), type == VolumeType.VirtualMachine && names.Contains(files) ? files : null);
        }

        if (type == VolumeType.Custom && rest.EndsWith(IsoSuffix, StringComparison.Ordinal))
        {
            return (Volume(type, image, rest[..^IsoSuffix.Length], ContentType.Iso), null);
        }

        if (type != VolumeType.VirtualMachine)
        {
            return (Volume(type, image, rest, ContentType.Filesystem), image.Name);
        }

        return names.Contains(image.Name + BlockSuffix)
            ? null
            : (Volume(type, image with { Size = null }, rest, ContentType.Block).WithFinding(Finding.Of(FindingCode.DiskImageMissing)), image.Name);
    }

    private static StoredVolume Volume(VolumeType type, CephImage image, string storedName, ContentType content)
    {
        var (project, name) = VolumeNames.Split(type, storedName);
        var volume = new StoredVolume
        {
            Type = type,
            StoredName = storedName,
            Project = project,
            Name = name,
            ContentType = content,
            CreatedAt = image.Dates?.CreatedAt,
            SizeBytes = content == ContentType.Filesystem ? null : image.Size,
            Config = type == VolumeType.Custom && content == ContentType.Filesystem ? BlockSettings.Of(image.Size) : ConfigMaps.Empty,
            Snapshots = SnapshotsOf(image),
        };
        return VolumeNames.AreValid(type, project, name) ? volume : volume.WithFinding(Finding.Of(FindingCode.VolumeNameInvalid, storedName));
    }

    // Others belong to copies and moves under way, and to deleted snapshots that clones still need.
    private static ImmutableArray<StoredSnapshot> SnapshotsOf(CephImage image) =>
    [
        .. image.Snapshots
            .Where(snapshot => snapshot.StartsWith(SnapshotPrefix, StringComparison.Ordinal))
            .Select(snapshot => (Name: snapshot[SnapshotPrefix.Length..], CreatedAt: image.Dates?.Snapshots.TryGetValue(snapshot, out var time) == true ? time : (IncusTime?)null))
            .Where(snapshot => VolumeNames.IsSnapshot(snapshot.Name))
            .Select(snapshot => new StoredSnapshot(snapshot.Name, null, snapshot.CreatedAt)),
    ];
}
