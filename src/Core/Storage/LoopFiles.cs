using System.Globalization;
using Recover.Core.Hosts;

namespace Recover.Core.Storage;

/// <summary>Loop files of pools that Incus made itself: <c>disks/POOL.img</c>. Thread-safe.</summary>
internal static class LoopFiles
{
    private const string Suffix = ".img";
    private const long Gibibyte = 1L << 30;
    private const long Mebibyte = 1L << 20;

    /// <summary>The loop files on the host with the name of their pool and the driver that their content tells, links left out.</summary>
    public static IEnumerable<(string Pool, string File, string Driver)> On(HostSurvey host)
    {
        using var disks = OpenDirectory.Trusted(host.Directory.Disks, out _);
        foreach (var name in DirectoryVolumes.NamesOf(disks, out _) ?? [])
        {
            if (name.EndsWith(Suffix, StringComparison.Ordinal) && disks!.Status(name, out _) is { IsFile: true })
            {
                var file = Path.Combine(host.Directory.Disks, name);
                yield return (name[..^Suffix.Length], file, LoopContent.DriverOf(file));
            }
        }
    }

    /// <summary>Where the loop file of a pool of this name lies; null when there is none.</summary>
    public static string? Of(string pool, HostSurvey host)
    {
        var file = PoolNames.IsValid(pool) ? Path.Combine(host.Directory.Disks, pool + Suffix) : null;
        return file is not null && LinuxCalls.Status(file, out _) is { IsFile: true } ? file : null;
    }

    /// <summary>Bytes of a file; null when it is none.</summary>
    public static long? SizeOf(string path) => LinuxCalls.Status(path, out _) is { IsFile: true } status ? status.Size : null;

    /// <summary>A size as Incus writes it, in the largest unit that tells it exactly.</summary>
    public static string SizeText(long bytes)
    {
        var (number, unit) = bytes % Gibibyte == 0 ? (bytes / Gibibyte, "GiB") : bytes % Mebibyte == 0 ? (bytes / Mebibyte, "MiB") : (bytes, "B");
        return number.ToString(CultureInfo.InvariantCulture) + unit;
    }
}
