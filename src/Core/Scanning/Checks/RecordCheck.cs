using Recover.Core.Findings;

namespace Recover.Core.Scanning.Checks;

/// <summary>What the database has of the volume already.</summary>
internal sealed class RecordCheck : IVolumeCheck
{
    /// <summary>True when the database has it as it lies on the disk.</summary>
    public static bool IsKnown(VolumeExamination volume) =>
        volume.Database.HasRecordsOf(volume.Pool.Name, volume.Stored);

    public void Check(VolumeExamination volume)
    {
        if (!volume.IsInstance)
        {
            return;
        }

        if (volume.Database.HasInstance(volume.Stored.Project, volume.Stored.Name))
        {
            var pools = volume.Database.PoolsOf(volume.Stored);
            var where = pools.Count == 0 ? ScanTexts.NoPool : string.Join(", ", pools);
            volume.Report(
                Finding.Of(FindingCode.InstanceAlreadyRecorded, where).WithRaw(ScanTexts.RecordedInstance(volume.Stored.Project, volume.Stored.Name, where)),
                VolumeState.Broken);
        }
        else if (volume.Database.HasVolume(volume.Pool.Name, volume.Stored))
        {
            volume.Report(Finding.Of(FindingCode.VolumeAlreadyRecorded), VolumeState.Question);
        }
    }
}
