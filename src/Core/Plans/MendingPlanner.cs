using System.Collections.Immutable;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Scanning.Mismatches;

namespace Recover.Core.Plans;

/// <summary>
/// Plans the halves of records that are missing, from what a recovery of the whole instance or volume would write: what the backup file and the disk tell is the same.
/// </summary>
internal sealed class MendingPlanner(
    Decisions decisions, PlanDraft draft, Func<ScannedVolume, PlannedInstance?> planInstance, Func<ScannedVolume, PlannedVolume?> planVolume)
{
    private readonly Dictionary<string, PlannedInstance?> _instances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlannedVolume?> _volumes = new(StringComparer.Ordinal);

    /// <summary>The volumes of which a missing half is made anew, by answer; they don't come back by themselves.</summary>
    public static ImmutableHashSet<string> Volumes(Inventory inventory, Decisions decisions) =>
        [.. Wanted(inventory, decisions).Select(mismatch => mismatch.VolumeId!)];

    /// <summary>The records with what is mended; what can't be is named in the draft.</summary>
    public PlannedRecords AddTo(PlannedRecords records, Inventory inventory)
    {
        var byId = inventory.Volumes.ToDictionary(volume => volume.Id, StringComparer.Ordinal);
        var roots = ImmutableArray.CreateBuilder<PlannedRootVolume>();
        var snapshots = ImmutableArray.CreateBuilder<PlannedSnapshotRecord>();
        foreach (var mismatch in Wanted(inventory, decisions))
        {
            var volume = byId[mismatch.VolumeId!];
            var recorded = inventory.Database.Contents.Instances.FirstOrDefault(instance => (instance.Project, instance.Name) == (volume.Stored.Project, volume.Stored.Name));
            if (mismatch.Kind == MismatchKind.InstanceAlone)
            {
                Add(roots, Root(volume, recorded?.Snapshots ?? []), mismatch);
            }
            else
            {
                Add(snapshots, Snapshot(mismatch, volume), mismatch);
            }
        }

        return records with { RootVolumes = roots.ToImmutable(), SnapshotRecords = snapshots.ToImmutable() };
    }

    private static IEnumerable<Mismatch> Wanted(Inventory inventory, Decisions decisions) => inventory.Mismatches
        .Where(mismatch => mismatch is { CanRebuild: true, IsAskedWithVolume: false } && decisions.About(mismatch) is { Kind: AnswerKind.Recover });

    private void Add<T>(ImmutableArray<T>.Builder to, T? planned, Mismatch mismatch)
        where T : class
    {
        if (planned is null)
        {
            draft.Note(mismatch.Label, Finding.Of(FindingCode.RecordNotRebuilt, mismatch.Label));
        }
        else
        {
            to.Add(planned);
        }
    }

    private PlannedRootVolume? Root(ScannedVolume volume, ImmutableArray<string> snapshots) => Instance(volume) is not { } planned ? null : new PlannedRootVolume
    {
        Pool = planned.Pool,
        Project = planned.Project,
        Name = planned.Name,
        IsVirtualMachine = planned.IsVirtualMachine,
        CreatedAt = planned.VolumeCreatedAt,
        Config = planned.VolumeConfig,
        Snapshots = [.. planned.Snapshots.Where(snapshot => snapshots.Contains(snapshot.Name))],
        From = planned.From,
    };

    private PlannedSnapshotRecord? Snapshot(Mismatch mismatch, ScannedVolume volume)
    {
        var (snapshots, from) = volume.IsInstance
            ? (Instance(volume)?.Snapshots, Instance(volume)?.From)
            : (Volume(volume)?.Snapshots, Volume(volume)?.From);
        return snapshots?.FirstOrDefault(snapshot => snapshot.Name == mismatch.Snapshot) is not { } found ? null : new PlannedSnapshotRecord
        {
            Pool = volume.Pool,
            Project = volume.Stored.Project,
            Name = volume.Stored.Name,
            Type = volume.Stored.Type,
            Snapshot = found,
            OfInstance = volume.IsInstance && mismatch.Kind != MismatchKind.InstanceSnapshotAlone,
            OfVolume = mismatch.Kind != MismatchKind.VolumeSnapshotAlone,
            From = from!,
        };
    }

    private PlannedInstance? Instance(ScannedVolume volume) =>
        _instances.TryGetValue(volume.Id, out var known) ? known : _instances[volume.Id] = planInstance(volume);

    private PlannedVolume? Volume(ScannedVolume volume) =>
        _volumes.TryGetValue(volume.Id, out var known) ? known : _volumes[volume.Id] = planVolume(volume);
}
