using System.Collections.Immutable;
using Recover.Core.Hosts;

namespace Recover.Core.Storage;

/// <summary>The directories below <c>storage-pools/</c> and what is mounted there. Thread-safe.</summary>
internal static class PoolPlaces
{
    /// <summary>Directories below <c>storage-pools/</c>, links left out, with the mount at each; null for what is only a directory.</summary>
    public static ImmutableArray<(string Name, string Path, Mount? Mount)> On(HostSurvey host, MountTable table)
    {
        using var places = OpenDirectory.Trusted(host.Directory.StoragePools, out _);
        return
        [
            .. (DirectoryVolumes.NamesOf(places, out _) ?? [])
                .Where(name => places!.Status(name, out _) is { IsDirectory: true })
                .Select(name => (name, host.Directory.Pool(name), table.At(host.Directory.Pool(name)))),
        ];
    }

    /// <summary>The driver whose volumes are mounted one by one below a pool's directory; null when none are.</summary>
    public static string? DriverBelow(string path, MountTable table)
    {
        var inside = table.Below(path).ToList();
        return inside.Any(mount => mount.Type == "zfs") ? "zfs"
            : inside.Any(mount => mount.Source.StartsWith("/dev/rbd", StringComparison.Ordinal)) ? "ceph"
            : inside.Any(mount => mount.Source.StartsWith("/dev/mapper/", StringComparison.Ordinal)) ? "lvm"
            : null;
    }
}
