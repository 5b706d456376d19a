using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Config = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;
using Devices = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<string, string>>;

namespace Recover.Core.Plans;

/// <summary>
/// Plans the snapshots of an instance: those that are on the disk, with what the backup file, its copy inside the snapshot or the instance say.
/// An instance has exactly as many snapshots as its volume, otherwise Incus can't write its backup file any more.
/// </summary>
internal sealed class SnapshotPlanner(PlanDraft draft)
{
    private readonly FittingRecords _fitting = new(draft);

    public ImmutableArray<PlannedSnapshot> Plan(
        ScannedVolume volume, BackupFile file, Config volumeConfig, Func<Config, Config> config, Func<Devices, Devices> devices)
    {
        var stored = volume.Stored.Snapshots.Where(snapshot => ObjectNames.IsSnapshot(snapshot.Name)).ToDictionary(
            snapshot => snapshot.Name, StringComparer.Ordinal);
        var volumes = (file.VolumeSnapshots ?? []).GroupBy(snapshot => snapshot.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var planned = ImmutableArray.CreateBuilder<PlannedSnapshot>(stored.Count);
        foreach (var recorded in file.Snapshots.DistinctBy(snapshot => snapshot.Name, StringComparer.Ordinal))
        {
            if (stored.Remove(recorded.Name))
            {
                planned.Add(Snapshot(recorded));
            }
            else
            {
                var finding = Finding.Of(FindingCode.SnapshotMissingOnDisk, recorded.Name);
                draft.LeaveOut("snapshot", volume.Stored.Project, $"{volume.Stored.Name}/{recorded.Name}", finding);
            }
        }

        foreach (var snapshot in stored.Values.OrderBy(snapshot => snapshot.CreatedAt).ThenBy(snapshot => snapshot.Name, StringComparer.Ordinal))
        {
            planned.Add(Snapshot(Assumed(volume, file, snapshot)));
        }

        return planned.ToImmutable();

        PlannedSnapshot Snapshot(BackupSnapshot recorded) => new()
        {
            Name = recorded.Name,
            Description = recorded.Description,
            CreatedAt = recorded.CreatedAt,
            ExpiresAt = recorded.ExpiresAt,
            Stateful = recorded.Stateful,
            Config = config(recorded.Config),
            Devices = devices(recorded.Devices),
            Volume = volumes.TryGetValue(recorded.Name, out var side)
                ? new PlannedVolumeSnapshot
                {
                    Description = side.Description,
                    CreatedAt = side.CreatedAt ?? recorded.CreatedAt,
                    ExpiresAt = side.ExpiresAt,
                    Config = _fitting.Keys(
                        side.Config.RemoveRange(["size", "size.state"]), volume.Stored.Project, $"{volume.Stored.Name}/{recorded.Name}"),
                }
                : new PlannedVolumeSnapshot { CreatedAt = recorded.CreatedAt, ExpiresAt = recorded.ExpiresAt, Config = volumeConfig },
        };
    }

    private static BackupSnapshot Assumed(ScannedVolume volume, BackupFile file, StoredSnapshot snapshot)
    {
        var instance = volume.SnapshotBackups.GetValueOrDefault(snapshot.Name)?.Instance ?? file.Instance!;
        return new BackupSnapshot
        {
            Name = snapshot.Name,
            Architecture = instance.Architecture,
            Ephemeral = instance.Ephemeral,
            CreatedAt = snapshot.CreatedAt,
            Config = instance.Config,
            Devices = instance.Devices,
        };
    }
}
