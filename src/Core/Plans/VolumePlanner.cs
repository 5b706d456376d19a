using System.Collections.Immutable;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>Plans custom volumes and buckets, of which nothing but the storage tells.</summary>
internal sealed class VolumePlanner(PlanDraft draft, OwnershipMaps maps)
{
    private static readonly (long Bytes, string Name)[] Units =
        [(1L << 50, "PiB"), (1L << 40, "TiB"), (1L << 30, "GiB"), (1L << 20, "MiB"), (1L << 10, "KiB")];

    /// <summary>The planned custom volume; null when its name can't be used, which is then said in the draft.</summary>
    public PlannedVolume? Volume(ScannedVolume volume)
    {
        var stored = volume.Stored;
        if (!ObjectNames.IsPathPart(stored.Name))
        {
            draft.LeaveOut(volume, Finding.Of(FindingCode.VolumeNameInvalid, stored.Name));
            return null;
        }

        var (map, finding) = maps.Of(stored, volume.Pool);
        if (finding is not null)
        {
            draft.Note(volume.Label, finding);
        }

        draft.Note(volume.Label, Finding.Of(FindingCode.VolumeSettingsUnknown, PlanTexts.LostVolumeSettings(stored.ContentType)));
        var config = map is null
            ? stored.Config
            : stored.Config.SetItem("volatile.idmap.last", map.Text).SetItem("volatile.idmap.next", map.Text);
        return new PlannedVolume
        {
            Pool = volume.Pool,
            Project = stored.Project,
            Name = stored.Name,
            ContentType = stored.ContentType,
            CreatedAt = stored.CreatedAt,
            Config = Sized(stored.SizeBytes),
            Snapshots =
            [
                .. stored.Snapshots
                    .Where(snapshot => ObjectNames.IsSnapshot(snapshot.Name))
                    .OrderBy(snapshot => snapshot.CreatedAt)
                    .ThenBy(snapshot => snapshot.Name, StringComparer.Ordinal)
                    .Select(snapshot => new PlannedSnapshot { Name = snapshot.Name, CreatedAt = snapshot.CreatedAt, Config = Sized(snapshot.SizeBytes ?? stored.SizeBytes) }),
            ],
            From = PlanTexts.FromStorage(volume.Pool),
        };

        ImmutableSortedDictionary<string, string> Sized(long? bytes) =>
            bytes is { } size && stored.ContentType != ContentType.Filesystem ? config.SetItem("size", Size(size)) : config;
    }

    /// <summary>The planned bucket; null when its name can't be used.</summary>
    public PlannedBucket? Bucket(ScannedVolume volume)
    {
        var stored = volume.Stored;
        if (!ObjectNames.IsPathPart(stored.Name))
        {
            draft.LeaveOut(volume, Finding.Of(FindingCode.VolumeNameInvalid, stored.Name));
            return null;
        }

        draft.LeaveOut("bucketKeys", stored.Project, stored.Name, Finding.Of(FindingCode.BucketKeysUnknown));
        return new PlannedBucket(volume.Pool, stored.Project, stored.Name, PlanTexts.FromStorage(volume.Pool));
    }

    /// <summary>A size in the largest unit that tells it exactly.</summary>
    internal static string Size(long bytes)
    {
        var unit = Units.FirstOrDefault(unit => bytes >= unit.Bytes && bytes % unit.Bytes == 0);
        return unit.Name is null ? $"{bytes}B" : $"{bytes / unit.Bytes}{unit.Name}";
    }
}
