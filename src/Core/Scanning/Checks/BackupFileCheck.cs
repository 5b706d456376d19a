using Recover.Core.Findings;

namespace Recover.Core.Scanning.Checks;

/// <summary>What reading the backup file told about the file itself.</summary>
internal sealed class BackupFileCheck : IVolumeCheck
{
    public void Check(VolumeExamination volume)
    {
        foreach (var finding in volume.BackupFindings)
        {
            volume.Report(finding, finding.Severity == FindingSeverity.Error ? VolumeState.Broken : VolumeState.Recoverable);
        }
    }
}
