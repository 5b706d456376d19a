using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>Plans custom volumes and buckets, of which often nothing but the storage tells.</summary>
internal sealed class VolumePlanner(PlanDraft draft, OwnershipMaps maps, VolumeSources sources)
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

        var ownership = maps.Of(stored, volume.Pool);
        var said = sources.Of(volume);
        var record = said.FirstOrDefault();
        if (ownership.Finding is { } finding && (record is null || ownership != VolumeOwnership.KeptUnshifted))
        {
            draft.Note(volume.Label, finding);
        }

        if (record is null)
        {
            draft.Note(volume.Label, Finding.Of(FindingCode.VolumeSettingsUnknown, PlanTexts.LostVolumeSettings(stored.ContentType)));
        }

        var known = record is null ? null : Fitting(record.Record.Config);
        // What is on the disk now counts more than what was last noted.
        var config = ownership.AddTo(known ?? stored.Config, isRecorded: known is not null);
        var snapshots = record?.Snapshots.DistinctBy(snapshot => snapshot.Name, StringComparer.Ordinal).ToDictionary(snapshot => snapshot.Name, StringComparer.Ordinal) ?? [];
        var planned = new PlannedVolume
        {
            Pool = volume.Pool,
            Project = stored.Project,
            Name = stored.Name,
            ContentType = stored.ContentType,
            Description = record?.Record.Description ?? "",
            CreatedAt = record is null ? stored.CreatedAt : record.Record.CreatedAt,
            Config = known is null ? Sized(stored.SizeBytes) : config,
            Snapshots =
            [
                .. stored.Snapshots
                    .Where(snapshot => ObjectNames.IsSnapshot(snapshot.Name))
                    .OrderBy(snapshot => snapshot.CreatedAt)
                    .ThenBy(snapshot => snapshot.Name, StringComparer.Ordinal)
                    .Select(snapshot => snapshots.TryGetValue(snapshot.Name, out var same)
                        ? Recorded(same)
                        : new PlannedSnapshot { Name = snapshot.Name, CreatedAt = snapshot.CreatedAt, Config = Sized(snapshot.SizeBytes ?? stored.SizeBytes) }),
            ],
            From = record?.From ?? PlanTexts.FromStorage(volume.Pool),
        };
        draft.Tell(
            "volume",
            volume.Label,
            new Definition { Description = planned.Description, Config = planned.Config },
            planned.From,
            [
                .. said.Select(source => Saying(source.Source, source.From, source.Record.Description, source.Record.Config)),
                Saying(ProposalSource.Storage, PlanTexts.FromStorage(volume.Pool), "", ownership.AddTo(stored.Config, isRecorded: true)),
            ]);
        return planned;

        ImmutableSortedDictionary<string, string> Sized(long? bytes) =>
            bytes is { } size && stored.ContentType != ContentType.Filesystem ? config.SetItem("size", Size(size)) : config;
    }

    /// <summary>A volume that nobody can look at, as somebody still knew it; its names fit.</summary>
    public static PlannedVolume Recorded(RecordedVolume volume, string from) => new()
    {
        Pool = volume.Pool,
        Project = volume.Project,
        Name = volume.Name,
        ContentType = volume.ContentType,
        Description = volume.Record.Description,
        CreatedAt = volume.Record.CreatedAt,
        Config = Fitting(volume.Record.Config),
        Snapshots = [.. volume.Snapshots.Where(snapshot => ObjectNames.IsSnapshot(snapshot.Name)).Select(Recorded)],
        From = from,
    };

    private static PlannedSnapshot Recorded(BackupVolumeSnapshot snapshot) => new()
    {
        Name = snapshot.Name,
        Description = snapshot.Description,
        CreatedAt = snapshot.CreatedAt,
        ExpiresAt = snapshot.ExpiresAt,
        Config = Fitting(snapshot.Config),
    };

    private static ImmutableSortedDictionary<string, string> Fitting(ImmutableSortedDictionary<string, string> config) =>
        config.RemoveRange(config.Keys.Where(key => !ObjectNames.IsKey(key)));

    private static Proposal Saying(ProposalSource source, string from, string description, ImmutableSortedDictionary<string, string> config) =>
        Proposal.Saying(source, from, new Definition { Description = description, Config = config });

    /// <summary>The planned bucket; null when its name can't be used.</summary>
    public PlannedBucket? Bucket(ScannedVolume volume)
    {
        var stored = volume.Stored;
        if (!ObjectNames.IsPathPart(stored.Name))
        {
            draft.LeaveOut(volume, Finding.Of(FindingCode.VolumeNameInvalid, stored.Name));
            return null;
        }

        if (stored.BucketKeys is null)
        {
            draft.LeaveOut("bucketKeys", stored.Project, stored.Name, Finding.Of(FindingCode.BucketKeysUnknown));
        }

        return new PlannedBucket(volume.Pool, stored.Project, stored.Name, PlanTexts.FromStorage(volume.Pool))
        {
            Config = stored.SizeBytes is { } size ? stored.Config.SetItem("size", Size(size)) : stored.Config,
            Keys = stored.BucketKeys ?? [],
        };
    }

    /// <summary>A size in the largest unit that tells it exactly.</summary>
    internal static string Size(long bytes)
    {
        var unit = Units.FirstOrDefault(unit => bytes >= unit.Bytes && bytes % unit.Bytes == 0);
        return unit.Name is null ? $"{bytes}B" : $"{bytes / unit.Bytes}{unit.Name}";
    }
}
