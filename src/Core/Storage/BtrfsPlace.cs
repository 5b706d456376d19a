using Recover.Core.Findings;
using Recover.Core.Hosts;

namespace Recover.Core.Storage;

/// <summary>Where a btrfs pool can be read: in place, after mounting, or not at all. Immutable; exactly one member is not null.</summary>
/// <param name="Path">Directory at which it can be read now.</param>
/// <param name="ToMount">File or block device that has to be mounted first.</param>
/// <param name="Finding">Why it can't be read.</param>
internal sealed record BtrfsPlace(string? Path, string? ToMount, Finding? Finding)
{
    private const string Driver = "btrfs";

    /// <summary>Looks for the pool's source: where Incus mounted it, where anybody mounted it, as a directory, a loop file, a device, or by UUID.</summary>
    public static BtrfsPlace Of(PoolDefinition pool, HostSurvey host)
    {
        var table = MountTable.Read();
        var isNamed = PoolNames.IsValid(pool.Name);
        var mounted = isNamed && table.At(host.Directory.Pool(pool.Name)) is { Type: Driver } incus ? incus : null;
        var loopFile = isNamed ? System.IO.Path.Combine(host.Directory.Disks, pool.Name + ".img") : null;
        var source = pool.Source.Length == 0 && File.Exists(loopFile) ? loopFile : pool.Source;
        if (source.Length == 0)
        {
            return mounted is null ? Missing(FindingCode.PoolSourceNeeded) : At(mounted.Point);
        }

        if (Directory.Exists(source))
        {
            return table.Holding(System.IO.Path.GetFullPath(source)) is { Type: Driver }
                ? At(source)
                : Missing(FindingCode.PoolSourceUnfit, source, Driver, StorageTexts.NotOnBtrfs);
        }

        var device = DeviceOf(source);
        if (device is null)
        {
            return mounted is not null ? At(mounted.Point)
                : System.IO.Path.IsPathRooted(source) ? Missing(FindingCode.PoolSourceMissing, source)
                : Missing(FindingCode.PoolSourceUnfit, source, Driver, StorageTexts.NeitherFileNorDevice);
        }

        if (MountOf(device, table, mounted) is { } existing)
        {
            return At(existing.Point);
        }

        // Without the right to read it nothing can be said against it yet; opening it will tell.
        return BtrfsSuperblock.Of(device) is null && Environment.IsPrivilegedProcess
            ? Missing(FindingCode.PoolSourceUnfit, source, Driver, StorageTexts.NoBtrfsInside)
            : new BtrfsPlace(null, device, null);
    }

    /// <summary>The whole file system's mount; Incus' own first.</summary>
    /// <param name="device">Block device or loop file.</param>
    /// <param name="table">What is mounted.</param>
    /// <param name="preferred">Taken when it is one of them.</param>
    public static Mount? MountOf(string device, MountTable table, Mount? preferred)
    {
        var isBlock = BlockDevices.IsBlockDevice(device);
        var file = isBlock ? null : System.IO.Path.GetFullPath(device);
        return table.Mounts
            .Where(mount => mount.Type == Driver && (mount.Root == "/" || mount == preferred))
            .Where(mount => isBlock ? BlockDevices.AreSame(mount.Source, device) : BlockDevices.BackingFile(mount.Source) == file)
            .OrderByDescending(mount => mount == preferred)
            .FirstOrDefault();
    }

    private static string? DeviceOf(string source)
    {
        if (System.IO.Path.IsPathRooted(source))
        {
            return File.Exists(source) ? source : null;
        }

        var byUuid = $"/dev/disk/by-uuid/{source}";
        return !Guid.TryParse(source, out var uuid) ? null
            : File.Exists(byUuid) ? byUuid
            : BlockDevices.Disks().FirstOrDefault(disk => BtrfsSuperblock.Of(disk)?.Uuid == uuid);
    }

    private static BtrfsPlace At(string path) => new(path, null, null);

    private static BtrfsPlace Missing(FindingCode code, params ReadOnlySpan<string> arguments) => new(null, null, Finding.Of(code, arguments));
}
