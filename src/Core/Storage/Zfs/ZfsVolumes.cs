using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Findings;

namespace Recover.Core.Storage.Zfs;

/// <summary>
/// Tells which of the datasets below a pool's dataset are volumes, as Incus 6.0 lays them out: <c>TYPE/NAME</c> file systems; virtual machines a
/// small file system and <c>NAME.block</c>; custom block volumes a zvol, ISO images one that ends in <c>.iso</c>; file systems in block mode a zvol
/// with the property <c>incus:content_type</c>. Used for one listing.
/// </summary>
/// <param name="pool">The dataset that is the pool of Incus.</param>
/// <param name="listing">What lies in it.</param>
internal sealed class ZfsVolumes(string pool, ZfsListing listing)
{
    private const string BlockSuffix = ".block";
    private const string IsoSuffix = ".iso";
    /// <summary>What Incus puts before the name of a snapshot that is its own.</summary>
    public const string SnapshotPrefix = "snapshot-";

    private readonly Dictionary<string, ZfsDataset> _datasets =
        listing.Datasets.ToDictionary(dataset => dataset.Name, StringComparer.Ordinal);

    /// <summary>The volumes, by type; what Incus would not have made there is named by a finding.</summary>
    public IEnumerable<ZfsVolume> All() => TypeDirectories.All.SelectMany(type => OfType(type.Type, $"{pool}/{type.Name}/"));

    /// <summary>Datasets in <c>deleted/</c>: Incus keeps there what clones still need.</summary>
    public IEnumerable<ZfsDataset> Deleted() =>
        listing.Datasets.Where(dataset => Below(dataset, $"{pool}/deleted/") is { } rest && rest.Split('/') is [_, _, ..]);

    private IEnumerable<ZfsVolume> OfType(VolumeType type, string place)
    {
        // What lies deeper belongs to the volume above it: datasets that a container was given to manage by itself.
        foreach (var dataset in listing.Datasets.Where(dataset => Below(dataset, place) is { } rest && !rest.Contains('/')))
        {
            var entry = dataset.Name[place.Length..];
            if (type != VolumeType.VirtualMachine)
            {
                yield return type == VolumeType.Custom ? Custom(dataset, entry) : Volume(type, entry, dataset, dataset, ContentType.Filesystem);
            }
            else if (dataset.IsVolume && entry.EndsWith(BlockSuffix, StringComparison.Ordinal))
            {
                yield return Machine(entry[..^BlockSuffix.Length], dataset);
            }
            else if (!_datasets.ContainsKey(dataset.Name + BlockSuffix))
            {
                var lone = Volume(type, entry, dataset, dataset, ContentType.Block);
                yield return lone with { Stored = lone.Stored.WithFinding(Finding.Of(FindingCode.DiskImageMissing)) };
            }
        }
    }

    private ZfsVolume Custom(ZfsDataset dataset, string entry)
    {
        var content = listing.ContentTypes.GetValueOrDefault(dataset.Name);
        return !dataset.IsVolume || content == "filesystem" ? Volume(VolumeType.Custom, entry, dataset, dataset, ContentType.Filesystem)
            : entry.EndsWith(IsoSuffix, StringComparison.Ordinal) ? Volume(VolumeType.Custom, entry[..^IsoSuffix.Length], dataset, null, ContentType.Iso)
            : Volume(VolumeType.Custom, entry, dataset, null, ContentType.Block);
    }

    private ZfsVolume Machine(string entry, ZfsDataset disk)
    {
        var files = _datasets.GetValueOrDefault(disk.Name[..^BlockSuffix.Length]);
        return Volume(VolumeType.VirtualMachine, entry, disk, files, ContentType.Block);
    }

    private ZfsVolume Volume(VolumeType type, string storedName, ZfsDataset data, ZfsDataset? files, ContentType content)
    {
        var (project, name) = VolumeNames.Split(type, storedName);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        if (!VolumeNames.AreValid(type, project, name))
        {
            findings.Add(Finding.Of(FindingCode.VolumeNameInvalid, storedName));
        }

        var stored = new StoredVolume
        {
            Type = type,
            StoredName = storedName,
            Project = project,
            Name = name,
            ContentType = content,
            CreatedAt = Time(data.CreatedAt),
            SizeBytes = content == ContentType.Filesystem ? null : data.VolumeBytes,
            Snapshots = SnapshotsOf(data, findings),
            Config = type == VolumeType.Custom && content == ContentType.Filesystem ? SettingsOf(data) : ConfigMaps.Empty,
            Findings = findings.ToImmutable(),
        };
        return new ZfsVolume(stored, data, files);
    }

    // Without the key Incus takes a volume in block mode for a file system of ZFS and can't mount it.
    private static ImmutableSortedDictionary<string, string> SettingsOf(ZfsDataset data) =>
        data.IsVolume
            ? BlockSettings.Of(data.VolumeBytes).Add("zfs.block_mode", "true")
            : WithSize(data.IsReferenceQuota ? ConfigMaps.Empty.Add("zfs.use_refquota", "true") : ConfigMaps.Empty, data.QuotaBytes);

    private static ImmutableSortedDictionary<string, string> WithSize(ImmutableSortedDictionary<string, string> config, long? bytes) =>
        bytes is > 0 and { } size ? config.Add("size", LoopFiles.SizeText(size)) : config;

    private ImmutableArray<StoredSnapshot> SnapshotsOf(ZfsDataset dataset, ImmutableArray<Finding>.Builder findings)
    {
        var found = ImmutableArray.CreateBuilder<StoredSnapshot>();
        foreach (var snapshot in listing.Snapshots[dataset.Name])
        {
            // Other tools make snapshots of their own (autosnap, zrepl, …), and Incus some for copies and for clones.
            if (!snapshot.Name.StartsWith(SnapshotPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            var name = snapshot.Name[SnapshotPrefix.Length..];
            if (VolumeNames.IsSnapshot(name))
            {
                found.Add(new StoredSnapshot(name, null, Time(snapshot.CreatedAt)));
            }
            else
            {
                findings.Add(Finding.Of(FindingCode.VolumeNameInvalid, snapshot.Name));
            }
        }

        return found.ToImmutable();
    }

    private static IncusTime? Time(DateTimeOffset? time) => time is { } value ? IncusTime.From(value) : null;

    private static string? Below(ZfsDataset dataset, string place) =>
        dataset.Name.StartsWith(place, StringComparison.Ordinal) ? dataset.Name[place.Length..] : null;
}
