using Recover.Core.Backups;
using Recover.Core.Findings;

namespace Recover.Core.Scanning.Checks;

/// <summary>Sections that the backup file lacks, and fields that nobody knows.</summary>
internal sealed class BackupSectionsCheck : IVolumeCheck
{
    public void Check(VolumeExamination volume)
    {
        if (volume.Backup is not { } backup)
        {
            return;
        }

        foreach (var field in backup.UnknownFields)
        {
            volume.Report(Finding.Of(FindingCode.BackupFieldUnknown, field).WithRaw(field));
        }

        // A file without its volume was cut before its end, so what else it lacks is no news.
        if (backup.Volume is not null)
        {
            CheckUseful(volume, backup);
        }
    }

    /// <summary>Says which of the sections without which there are no records a file lacks.</summary>
    public static void CheckNeeded(VolumeExamination volume, BackupFile backup, VolumeState withoutThem)
    {
        if (backup.Instance is null)
        {
            volume.Report(Finding.Of(FindingCode.BackupInstanceMissing).WithRaw(SectionsOf(backup)), withoutThem);
        }

        if (backup.Volume is null)
        {
            volume.Report(Finding.Of(FindingCode.BackupVolumeMissing).WithRaw(SectionsOf(backup)), withoutThem);
        }
    }

    private static void CheckUseful(VolumeExamination volume, BackupFile backup)
    {
        if (backup.Pool is null)
        {
            volume.Report(Finding.Of(FindingCode.BackupPoolMissing).WithRaw(SectionsOf(backup)));
        }

        if (backup.Profiles is null && backup.Instance is { Profiles.IsEmpty: false })
        {
            volume.Report(Finding.Of(FindingCode.BackupProfilesMissing).WithRaw(SectionsOf(backup)));
        }
    }

    /// <summary>The sections that were read, by their names in the file: what it ends after.</summary>
    public static string SectionsOf(BackupFile backup) => "sections: " + string.Join(", ", new[]
    {
        backup.Instance is null ? null : "container",
        backup.Snapshots.IsEmpty ? null : "snapshots",
        backup.Pool is null ? null : "pool",
        backup.Profiles is null ? null : "profiles",
        backup.Volume is null ? null : "volume",
        backup.VolumeSnapshots is null ? null : "volume_snapshots",
    }.OfType<string>());
}
