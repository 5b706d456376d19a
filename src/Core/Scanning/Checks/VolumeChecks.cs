using System.Collections.Immutable;

namespace Recover.Core.Scanning.Checks;

/// <summary>All checks of a volume by itself, in the order in which their findings are shown.</summary>
internal static class VolumeChecks
{
    private static readonly ImmutableArray<IVolumeCheck> All =
    [
        new StorageCheck(),
        new RecordCheck(),
        new BackupFileCheck(),
        new BackupSectionsCheck(),
        new IdentityCheck(),
        new PoolRecordCheck(),
        new SnapshotCheck(),
        new ConfigCheck(),
        new DeviceCheck(),
        new PlatformCheck(),
    ];

    /// <summary>Runs them all; a volume that the database has already is only looked up.</summary>
    public static void Run(VolumeExamination volume)
    {
        if (RecordCheck.IsKnown(volume))
        {
            volume.ReportKnown();
            return;
        }

        foreach (var check in All)
        {
            check.Check(volume);
        }
    }
}
