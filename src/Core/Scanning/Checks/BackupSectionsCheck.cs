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
            volume.Report(Finding.Of(FindingCode.BackupInstanceMissing), VolumeState.Broken);
        }

        if (backup.Volume is null)
        {
            // The file was cut before its end, so what else it lacks is no news.
            volume.Report(Finding.Of(FindingCode.BackupVolumeMissing), VolumeState.Broken);
            return;
        }

        if (backup.Pool is null)
        {
            volume.Report(Finding.Of(FindingCode.BackupPoolMissing));
        }

        if (backup.Profiles is null && backup.Instance is { Profiles.IsEmpty: false })
        {
            volume.Report(Finding.Of(FindingCode.BackupProfilesMissing));
        }
    }
}
