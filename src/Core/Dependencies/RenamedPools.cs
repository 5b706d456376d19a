using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Devices = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<string, string>>;

namespace Recover.Core.Dependencies;

/// <summary>
/// Pools that have another name than their backup files say: every file on one names the same old pool, and no pool has that name. All devices that the files hold then name
/// the pool as it is called now; otherwise nothing that was on the old pool would find its volumes. Pure and thread-safe.
/// </summary>
internal static class RenamedPools
{
    /// <summary>The inventory whose backup files name the pools as they are called now; doing so again changes nothing.</summary>
    public static Inventory Apply(Inventory inventory)
    {
        var renamed = Of(inventory);
        return renamed.IsEmpty ? inventory : inventory with
        {
            Pools = [.. inventory.Pools.Select(pool => renamed.FirstOrDefault(name => name.Value == pool.Definition.Name) is { Key: { } old }
                ? pool with { Findings = pool.Findings.Add(Finding.Of(FindingCode.PoolRenamed, old, pool.Definition.Name)) }
                : pool)],
            Volumes = [.. inventory.Volumes.Select(volume => volume with
            {
                Backup = volume.Backup is { } file ? Renamed(file, renamed) : null,
                SnapshotBackups = volume.SnapshotBackups.ToImmutableSortedDictionary(copy => copy.Key, copy => Renamed(copy.Value, renamed), StringComparer.Ordinal),
            })],
        };
    }

    private static ImmutableDictionary<string, string> Of(Inventory inventory)
    {
        var known = inventory.Pools.Select(pool => pool.Definition.Name)
            .Concat(inventory.Database.Contents.Pools.Select(pool => pool.Name))
            .ToHashSet(StringComparer.Ordinal);
        var told = inventory.Volumes
            .Where(volume => volume.State != VolumeState.Known && volume.Backup?.Pool is { Name.Length: > 0 })
            .Select(volume => (Old: volume.Backup!.Pool!.Name, Now: volume.Pool))
            .Distinct()
            .ToArray();
        return told
            .Where(pair => !known.Contains(pair.Old)
                && told.Count(other => other.Old == pair.Old) == 1
                && told.Count(other => other.Now == pair.Now) == 1)
            .ToImmutableDictionary(pair => pair.Old, pair => pair.Now, StringComparer.Ordinal);
    }

    private static BackupFile Renamed(BackupFile file, ImmutableDictionary<string, string> names) => file with
    {
        Pool = Renamed(file.Pool, names),
        DependentVolumes = [.. file.DependentVolumes.Select(dependent => dependent with { Pool = Renamed(dependent.Pool, names) })],
        Instance = file.Instance is { } instance
            ? instance with
            {
                Devices = Renamed(instance.Devices, names),
                ExpandedDevices = instance.ExpandedDevices is { } expanded ? Renamed(expanded, names) : null,
            }
            : null,
        Snapshots = [.. file.Snapshots.Select(snapshot => snapshot with { Devices = Renamed(snapshot.Devices, names) })],
        Profiles = file.Profiles?.Select(profile => profile with { Devices = Renamed(profile.Devices, names) }).ToImmutableArray(),
    };

    private static BackupPool? Renamed(BackupPool? pool, ImmutableDictionary<string, string> names) =>
        pool is not null && names.TryGetValue(pool.Name, out var now) ? pool with { Name = now } : pool;

    private static Devices Renamed(Devices devices, ImmutableDictionary<string, string> names)
    {
        foreach (var (name, device) in devices)
        {
            if (device.GetValueOrDefault("type") == "disk" && device.GetValueOrDefault("pool") is { } old && names.TryGetValue(old, out var now))
            {
                devices = devices.SetItem(name, device.SetItem("pool", now));
            }
        }

        return devices;
    }
}
