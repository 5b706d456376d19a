using Recover.Core.Findings;
using Recover.Core.Storage;

namespace Recover.Core.Scanning.Checks;

/// <summary>What the pool's listing says of the volume itself.</summary>
internal sealed class StorageCheck : IVolumeCheck
{
    public void Check(VolumeExamination volume)
    {
        foreach (var finding in volume.Stored.Findings)
        {
            var concernsVolume = ConcernsVolume(volume.Stored, finding);
            volume.Report(
                concernsVolume ? finding : finding with { Severity = finding.Severity > FindingSeverity.Warning ? FindingSeverity.Warning : finding.Severity },
                concernsVolume ? VolumeState.Broken : VolumeState.Recoverable);
        }

        if (!volume.IsInstance && volume.Stored.Project.Length == 0 && volume.Stored.Findings.IsEmpty)
        {
            volume.Report(Finding.Of(FindingCode.VolumeNameInvalid, volume.Stored.StoredName), VolumeState.Broken);
        }

        var hasImage = volume.Stored.SizeBytes is not null || volume.Stored.Findings.Any(finding => finding.Code == FindingCode.DiskImageMissing);
        if (volume.IsVirtualMachine && volume.State != VolumeState.Broken && !hasImage)
        {
            volume.Report(Finding.Of(FindingCode.DiskImageMissing));
        }
    }

    /// <summary>False when the entry is no volume whose files can be read.</summary>
    public static bool IsUsable(StoredVolume stored) => !stored.Findings.Any(finding => ConcernsVolume(stored, finding));

    // A finding may also be about one of its snapshots, and then the volume itself is as good as any: an entry that is no directory has no owner.
    private static bool ConcernsVolume(StoredVolume stored, Finding finding) => finding.Code switch
    {
        FindingCode.StrayEntry or FindingCode.VolumeIsLink or FindingCode.VolumeUnreadable => stored.Owner is null,
        FindingCode.VolumeNameInvalid => finding.Arguments is [var name, ..] && name == stored.StoredName,
        _ => finding.Severity == FindingSeverity.Error,
    };
}
