using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Hosts;

namespace Recover.Core.Storage;

/// <summary>Finds btrfs pools: below <c>storage-pools/</c>, in loop files, on disks. Thread-safe.</summary>
internal static class BtrfsDiscovery
{
    private const string Driver = "btrfs";

    /// <summary>All that are found; the same file system may be found in several ways.</summary>
    public static ImmutableArray<FoundPool> Find(HostSurvey host)
    {
        var table = MountTable.Read();
        var places = PoolPlaces.On(host, table).Select(place => place.Mount is null ? Lying(place.Name, place.Path, table) : Mounted(place, table));
        var files = LoopFiles.On(host).Where(loop => loop.Driver == Driver).Select(loop => Loop(loop.Pool, loop.File, PoolOrigin.LoopFile));
        return [.. places.OfType<FoundPool>(), .. files, .. host.IsPractice ? [] : OnDisks()];
    }

    /// <summary>True when both are one file system: the same source, device, or mount.</summary>
    public static bool IsSame(PoolDefinition pool, FoundPool found, HostSurvey host)
    {
        var source = found.Definition.Source;
        if (pool.Source.Length > 0
            && (pool.Source.Equals(source, StringComparison.OrdinalIgnoreCase) || BlockDevices.AreSame(pool.Source, found.Device ?? source)))
        {
            return true;
        }

        return found.Device is { } device
            && BtrfsPlace.MountOf(device, MountTable.Read(), null)?.Point is { } point
            && (point == pool.Source || point == host.Directory.Pool(pool.Name));
    }

    private static FoundPool? Lying(string name, string path, MountTable table) =>
        PoolPlaces.DriverBelow(path, table) is null && TreeLook.At(path).HasSubvolumes
            ? Of(name, path, PoolOrigin.Directory)
            : null;

    private static FoundPool? Mounted((string Name, string Path, Mount? Mount) place, MountTable table)
    {
        if (place.Mount is not { Type: Driver } mount)
        {
            return null;
        }

        if (BlockDevices.BackingFile(mount.Source) is { } file)
        {
            return Loop(place.Name, file, PoolOrigin.Mount);
        }

        // Incus keeps the UUID of a pool that has a disk of its own.
        return mount.Root == "/" && BtrfsSuperblock.Of(mount.Source) is { } superblock
            ? Of(place.Name, $"{superblock.Uuid}", PoolOrigin.Mount) with { Device = mount.Source }
            : Of(place.Name, table.OtherPathOf(mount) ?? place.Path, PoolOrigin.Mount);
    }

    private static FoundPool Loop(string name, string file, PoolOrigin origin)
    {
        var pool = Of(name, file, origin) with { Device = file };
        return LoopFiles.SizeOf(file) is { } size
            ? pool with { SizeBytes = size, Definition = pool.Definition with { Config = ConfigMaps.Empty.Add("size", LoopFiles.SizeText(size)) } }
            : pool;
    }

    private static IEnumerable<FoundPool> OnDisks()
    {
        var seen = new HashSet<Guid>();
        foreach (var disk in BlockDevices.Disks())
        {
            if (BtrfsSuperblock.Of(disk) is { } superblock && seen.Add(superblock.Uuid))
            {
                // Incus writes the pool's name as the label; without one the UUID's beginning has to do until the operator knows better.
                var name = PoolNames.IsValid(superblock.Label) ? superblock.Label : $"btrfs-{superblock.Uuid.ToString()[..8]}";
                yield return Of(name, $"{superblock.Uuid}", PoolOrigin.BlockDevice) with { Device = disk, SizeBytes = superblock.TotalBytes };
            }
        }
    }

    private static FoundPool Of(string name, string source, PoolOrigin origin) =>
        new() { Definition = new PoolDefinition { Name = name, Driver = Driver, Source = source, Origin = origin } };
}
