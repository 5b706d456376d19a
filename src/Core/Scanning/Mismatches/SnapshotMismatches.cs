using Recover.Core.Databases;
using Recover.Core.Findings;

namespace Recover.Core.Scanning.Mismatches;

/// <summary>Snapshots of instances and volumes that are in the database and on the disk: which of them are only in one of the places.</summary>
internal static class SnapshotMismatches
{
    public static IEnumerable<Mismatch> OfInstance(InstanceRecord instance, VolumeRecord volume, ScannedVolume there)
    {
        var self = RecordReference.Instance(instance.Project, instance.Name);
        foreach (var name in Names(there, instance.Snapshots.Concat(volume.Snapshots)))
        {
            var (ofInstance, ofVolume, onDisk) = (instance.Snapshots.Contains(name), volume.Snapshots.Contains(name), IsOnDisk(there, name));
            var kind = (ofInstance, ofVolume, onDisk) switch
            {
                (true, true, true) => (MismatchKind?)null,
                (_, _, false) => MismatchKind.SnapshotGhost,
                (true, false, true) => MismatchKind.InstanceSnapshotAlone,
                (false, true, true) => MismatchKind.VolumeSnapshotAlone,
                _ => MismatchKind.SnapshotUnrecorded,
            };
            if (kind is { } odd)
            {
                yield return Of(odd, there, name, there.Backup is { Instance: not null }) with
                {
                    Records =
                    [
                        .. ofInstance ? [self.SnapshotOf(name)] : (RecordReference[])[],
                        .. ofVolume ? [RecordReference.Volume(volume).SnapshotOf(name)] : (RecordReference[])[],
                    ],
                };
            }
        }
    }

    public static IEnumerable<Mismatch> OfVolume(VolumeRecord volume, ScannedVolume there)
    {
        foreach (var name in Names(there, volume.Snapshots))
        {
            var (recorded, onDisk) = (volume.Snapshots.Contains(name), IsOnDisk(there, name));
            if (recorded != onDisk)
            {
                yield return Of(recorded ? MismatchKind.SnapshotGhost : MismatchKind.SnapshotUnrecorded, there, name, canRebuild: true) with
                {
                    Records = recorded ? [RecordReference.Volume(volume).SnapshotOf(name)] : [],
                };
            }
        }
    }

    private static Mismatch Of(MismatchKind kind, ScannedVolume there, string name, bool canRebuild)
    {
        var label = $"{there.Label}/{name}";
        return new Mismatch
        {
            Kind = kind,
            Pool = there.Pool,
            Label = label,
            Snapshot = name,
            Finding = Finding.Of(Code(kind), label, there.Pool),
            VolumeId = canRebuild && kind != MismatchKind.SnapshotGhost ? there.Id : null,
        };
    }

    private static FindingCode Code(MismatchKind kind) => kind switch
    {
        MismatchKind.SnapshotGhost => FindingCode.SnapshotGhost,
        MismatchKind.InstanceSnapshotAlone => FindingCode.InstanceSnapshotAlone,
        MismatchKind.VolumeSnapshotAlone => FindingCode.VolumeSnapshotAlone,
        _ => FindingCode.SnapshotUnrecorded,
    };

    // Where a volume could not be looked at as a whole, nothing is said of its snapshots.
    private static IEnumerable<string> Names(ScannedVolume there, IEnumerable<string> recorded) =>
        there.Findings.Concat(there.Stored.Findings).Any(finding => finding.Severity == FindingSeverity.Error)
            ? []
            : recorded.Concat(there.Stored.Snapshots.Select(snapshot => snapshot.Name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static bool IsOnDisk(ScannedVolume there, string name) => there.Stored.Snapshots.Any(snapshot => snapshot.Name == name);
}
