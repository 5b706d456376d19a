using Recover.Core.Findings;

namespace Recover.Core.Scanning.Checks;

/// <summary>Whether the backup file and the disk have the same snapshots.</summary>
internal sealed class SnapshotCheck : IVolumeCheck
{
    public void Check(VolumeExamination volume)
    {
        if (volume.Backup is not { Instance: not null, Volume: not null } backup)
        {
            return;
        }

        var inFile = new HashSet<string>(StringComparer.Ordinal);
        foreach (var snapshot in backup.Snapshots)
        {
            if (snapshot.Name.Length == 0 || !inFile.Add(snapshot.Name))
            {
                volume.Report(Finding.Of(FindingCode.BackupFileDamaged).WithRaw(ScanTexts.SnapshotTwice(snapshot.Name)), VolumeState.Broken);
            }
        }

        var onDisk = volume.Stored.Snapshots.Select(snapshot => snapshot.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in inFile.Except(onDisk).Order(StringComparer.Ordinal))
        {
            volume.Report(Finding.Of(FindingCode.SnapshotMissingOnDisk, name).WithRaw($"snapshots: name: {name}"));
        }

        foreach (var snapshot in volume.Stored.Snapshots.Where(snapshot => !inFile.Contains(snapshot.Name)).OrderBy(snapshot => snapshot.Name, StringComparer.Ordinal))
        {
            volume.Report(Finding.Of(FindingCode.SnapshotMissingInFile, snapshot.Name).WithRaw(snapshot.Path ?? snapshot.Name));
        }

        var described = (backup.VolumeSnapshots ?? []).Select(snapshot => snapshot.Name).ToHashSet(StringComparer.Ordinal);
        if (inFile.Intersect(onDisk).Any(name => !described.Contains(name)))
        {
            volume.Report(Finding.Of(FindingCode.BackupVolumeSnapshotsMissing).WithRaw(BackupSectionsCheck.SectionsOf(backup)));
        }
    }
}
