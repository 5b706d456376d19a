using System.Globalization;
using Recover.Core.Findings;

namespace Recover.Core.Scanning.Checks;

/// <summary>What reading the backup file told about the file itself, and whether the copy in a snapshot can stand in for it.</summary>
internal sealed class BackupFileCheck : IVolumeCheck
{
    public void Check(VolumeExamination volume)
    {
        var withoutFile = volume.KnownFrom is not null ? VolumeState.Recoverable : volume.StandIn is null ? VolumeState.Broken : VolumeState.Question;
        foreach (var finding in volume.OwnBackup.Findings)
        {
            volume.Report(finding, finding.Severity == FindingSeverity.Error ? withoutFile : VolumeState.Recoverable);
        }

        if (volume.OwnBackup.File is { } own)
        {
            BackupSectionsCheck.CheckNeeded(volume, own, withoutFile);
        }

        if (volume.KnownFrom is { } known)
        {
            volume.Report(Finding.Of(FindingCode.InstanceFromOldDatabase, known));
        }

        if (volume.StandIn is { } snapshot)
        {
            var written = volume.Backup!.ModifiedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            volume.Report(Finding.Of(FindingCode.BackupFromSnapshot, snapshot, written), VolumeState.Question);
        }
    }
}
