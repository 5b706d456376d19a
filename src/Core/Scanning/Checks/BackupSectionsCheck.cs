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

        if (backup.Instance is null)
        {
            volume.Report(Finding.Of(FindingCode.BackupInstanceMissing).WithRaw(SectionsOf(backup)), VolumeState.Broken);
        }

        if (backup.Volume is null)
        {
            // The file was cut before its end, so what else it lacks is no news.
            volume.Report(Finding.Of(FindingCode.BackupVolumeMissing).WithRaw(SectionsOf(backup)), VolumeState.Broken);
            return;
        }

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
