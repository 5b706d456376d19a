using System.Collections.Immutable;
using System.Globalization;
using Recover.Core.Findings;
using Recover.Core.Hosts;

namespace Recover.Core.Storage;

/// <summary>
/// Finds pools on a host without being told: what the database knows, what lies or is mounted below <c>storage-pools/</c>, loop files in
/// <c>disks/</c>, and btrfs file systems on disks. Looks only; thread-safe.
/// </summary>
public sealed class PoolDiscovery(StorageDrivers drivers)
{
    private const string Btrfs = "btrfs";
    private const string Dir = "dir";
    private const string LoopSuffix = ".img";
    private const long Gibibyte = 1L << 30;
    private const long Mebibyte = 1L << 20;

    /// <summary>Looks for pools; one candidate for each real one, sorted by name. What is wrong with one is a finding on it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="known">Pools of the database.</param>
    /// <param name="cancellationToken">Gives up; what was mounted for a look is unmounted.</param>
    public async Task<ImmutableArray<PoolCandidate>> DiscoverAsync(
        HostSurvey host, ImmutableArray<PoolDefinition> known, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, PoolCandidate>(StringComparer.Ordinal);
        foreach (var pool in known)
        {
            found[pool.Name] = await LookAtAsync(pool, host, size: null, cancellationToken).ConfigureAwait(false);
        }

        foreach (var definition in BelowStoragePools(host).Concat(LoopFiles(host)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!found.TryGetValue(definition.Name, out var other) || IsEmptyPlaceOf(other, definition))
            {
                found[definition.Name] = await LookAtAsync(definition, host, size: null, cancellationToken).ConfigureAwait(false);
            }
        }

        var others = new List<PoolCandidate>();
        foreach (var (definition, size) in host.Control == DaemonControlKind.Sample ? [] : OnDisks(host, [.. found.Values]))
        {
            var candidate = await LookAtAsync(definition, host, size, cancellationToken).ConfigureAwait(false);
            if (candidate.MountedAt is not null && !candidate.Suggested)
            {
                // A mounted file system without volumes is the host's own.
                continue;
            }

            if (!found.TryGetValue(definition.Name, out var other) || IsEmptyPlaceOf(other, definition))
            {
                found[definition.Name] = candidate;
            }
            else
            {
                // The same name on another disk: offered, but not both can come back.
                others.Add(candidate with { Suggested = false });
            }
        }

        return [.. found.Values.Concat(others).OrderBy(candidate => candidate.Definition.Name, StringComparer.Ordinal)];
    }

    // A directory in which nothing lies is where a pool was mounted: what could be mounted there is the pool.
    private static bool IsEmptyPlaceOf(PoolCandidate candidate, PoolDefinition other) =>
        candidate is { Suggested: false, Definition.Origin: PoolOrigin.Directory } && other.Origin != PoolOrigin.Directory;

    private async Task<PoolCandidate> LookAtAsync(PoolDefinition pool, HostSurvey host, long? size, CancellationToken cancellationToken)
    {
        var candidate = new PoolCandidate { Definition = pool, Findings = [.. drivers.Check(pool, host)], SizeBytes = size, Suggested = pool.Known };
        if (candidate.Findings.Any(finding => finding.Severity == FindingSeverity.Error))
        {
            return candidate;
        }

        try
        {
            var open = await drivers.OpenAsync(pool, host, cancellationToken).ConfigureAwait(false);
            PoolLook look;
            await using (open.ConfigureAwait(false))
            {
                look = PoolLook.At(open.Root);
            }

            return candidate with
            {
                // A private mount is gone again.
                MountedAt = Directory.Exists(open.Root) ? open.Root : null,
                SizeBytes = size ?? SizeOf(pool),
                VolumeHint = look.Volumes,
                LastUsedAt = look.LastUsedAt,
                Suggested = pool.Known || look.IsPool,
                Findings = look.IsPool ? candidate.Findings : candidate.Findings.Add(Finding.Of(FindingCode.PoolEmpty, pool.Source)),
            };
        }
        catch (PoolUnreadableException failure)
        {
            return candidate with { Findings = candidate.Findings.Add(failure.Finding) };
        }
    }

    private static IEnumerable<PoolDefinition> BelowStoragePools(HostSurvey host)
    {
        var table = MountTable.Read();
        using var places = OpenDirectory.Trusted(host.Directory.StoragePools, out _);
        foreach (var name in DirectoryVolumes.NamesOf(places, out _) ?? [])
        {
            if (places!.Status(name, out _) is not { IsDirectory: true })
            {
                continue;
            }

            var path = host.Directory.Pool(name);
            yield return table.At(path) is { } mount ? Mounted(name, path, mount, table) : Lying(name, path, table);
        }
    }

    private static PoolDefinition Lying(string name, string path, MountTable table) => new()
    {
        Name = name,
        Driver = DriverBelow(path, table) ?? (PoolLook.At(path).HasSubvolumes ? Btrfs : Dir),
        Source = path,
        Origin = PoolOrigin.Directory,
    };

    private static PoolDefinition Mounted(string name, string path, Mount mount, MountTable table)
    {
        var pool = new PoolDefinition { Name = name, Driver = Dir, Source = table.OtherPathOf(mount) ?? path, Origin = PoolOrigin.Mount };
        if (mount.Type is "zfs" or "ceph")
        {
            return pool with { Driver = mount.Type == "ceph" ? "cephfs" : "zfs", Source = mount.Source };
        }

        if (mount.Type != Btrfs)
        {
            return pool;
        }

        if (BlockDevices.BackingFile(mount.Source) is { } file)
        {
            return Loop(name, file) with { Origin = PoolOrigin.Mount };
        }

        // Incus keeps the UUID of a pool that has a disk of its own.
        return mount.Root == "/" && BtrfsSuperblock.Of(mount.Source) is { } superblock
            ? pool with { Driver = Btrfs, Source = $"{superblock.Uuid}" }
            : pool with { Driver = Btrfs };
    }

    // Volumes of zfs and lvm are mounted one by one below the pool's directory.
    private static string? DriverBelow(string path, MountTable table)
    {
        var inside = table.Below(path).ToList();
        return inside.Any(mount => mount.Type == "zfs") ? "zfs"
            : inside.Any(mount => mount.Source.StartsWith("/dev/rbd", StringComparison.Ordinal)) ? "ceph"
            : inside.Any(mount => mount.Source.StartsWith("/dev/mapper/", StringComparison.Ordinal)) ? "lvm"
            : null;
    }

    private static IEnumerable<PoolDefinition> LoopFiles(HostSurvey host)
    {
        using var disks = OpenDirectory.Trusted(host.Directory.Disks, out _);
        foreach (var name in DirectoryVolumes.NamesOf(disks, out _) ?? [])
        {
            if (name.EndsWith(LoopSuffix, StringComparison.Ordinal) && disks!.Status(name, out _) is { IsFile: true })
            {
                yield return Loop(name[..^LoopSuffix.Length], Path.Combine(host.Directory.Disks, name));
            }
        }
    }

    private static PoolDefinition Loop(string name, string file)
    {
        var pool = new PoolDefinition { Name = name, Driver = LoopContent.DriverOf(file), Source = file, Origin = PoolOrigin.LoopFile };
        return pool.Driver == Btrfs && SizeOf(pool) is { } size ? pool with { Config = pool.Config.Add("size", SizeText(size)) } : pool;
    }

    private static IEnumerable<(PoolDefinition Pool, long Size)> OnDisks(HostSurvey host, IReadOnlyList<PoolCandidate> found)
    {
        var seen = new HashSet<Guid>();
        foreach (var disk in BlockDevices.Disks())
        {
            if (BtrfsSuperblock.Of(disk) is not { } superblock || !seen.Add(superblock.Uuid))
            {
                continue;
            }

            // Incus writes the pool's name as the label; without one the UUID's beginning has to do until the operator knows better.
            var pool = new PoolDefinition
            {
                Name = PoolNames.IsValid(superblock.Label) ? superblock.Label : $"btrfs-{superblock.Uuid.ToString()[..8]}",
                Driver = Btrfs,
                Source = $"{superblock.Uuid}",
                Origin = PoolOrigin.BlockDevice,
            };
            if (!found.Any(candidate => IsSame(candidate, pool, disk, host)))
            {
                yield return (pool, superblock.TotalBytes);
            }
        }
    }

    private static bool IsSame(PoolCandidate candidate, PoolDefinition pool, string disk, HostSurvey host) =>
        candidate.Definition.Source.Equals(pool.Source, StringComparison.OrdinalIgnoreCase)
        || BlockDevices.AreSame(candidate.Definition.Source, disk)
        || (candidate.Definition.Driver == Btrfs && BtrfsPlace.MountOf(disk, MountTable.Read(), null)?.Point is { } point
            && (point == candidate.MountedAt || point == host.Directory.Pool(candidate.Definition.Name)));

    private static long? SizeOf(PoolDefinition pool) =>
        LinuxCalls.Status(pool.Source, out _) is { IsFile: true } status ? status.Size : null;

    private static string SizeText(long bytes)
    {
        var (number, unit) = bytes % Gibibyte == 0 ? (bytes / Gibibyte, "GiB") : bytes % Mebibyte == 0 ? (bytes / Mebibyte, "MiB") : (bytes, "B");
        return number.ToString(CultureInfo.InvariantCulture) + unit;
    }
}
