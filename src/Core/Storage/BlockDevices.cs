using System.Globalization;
using System.Text.RegularExpressions;

namespace Recover.Core.Storage;

/// <summary>What the kernel tells of block devices in <c>/sys</c> and <c>/proc</c>. Thread-safe.</summary>
internal static partial class BlockDevices
{
    /// <summary>The file behind a loop device; null for other devices.</summary>
    public static string? BackingFile(string device) => ReadLine($"/sys/block/{Path.GetFileName(device)}/loop/backing_file");

    /// <summary>True when the kernel refuses writes to it.</summary>
    public static bool IsReadOnly(string device) => ReadLine($"/sys/block/{Path.GetFileName(device)}/ro") == "1";

    /// <summary>Loop devices that have this file behind them.</summary>
    public static IEnumerable<string> LoopsOf(string file) =>
        Directory.EnumerateDirectories("/sys/block", "loop*")
            .Select(place => $"/dev/{Path.GetFileName(place)}")
            .Where(device => BackingFile(device) == file);

    /// <summary>
    /// Paths of all devices with content, but for loop devices, memory disks and drives without a medium. A partition of a loop device counts: that is the
    /// image of a whole disk, which somebody attached on purpose.
    /// </summary>
    public static IEnumerable<string> Disks() =>
        DisksIn(ReadLines("/proc/partitions")).Select(name => ReadLine($"/sys/block/{name}/dm/name") is { } mapped ? $"/dev/mapper/{mapped}" : $"/dev/{name}");

    /// <summary>The kernel's names of such devices.</summary>
    /// <param name="partitions">The lines of <c>/proc/partitions</c>, of which the first two are a heading.</param>
    internal static IEnumerable<string> DisksIn(IEnumerable<string> partitions) => partitions.Skip(2)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(fields => fields.Length == 4 && long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var blocks) && blocks > 1)
        .Select(fields => fields[3])
        .Where(name => !Others().IsMatch(name));

    /// <summary>True when both paths are the same block device.</summary>
    public static bool AreSame(string one, string other) =>
        one == other || (Number(one) is { } number && number == Number(other));

    /// <summary>True for a block device, links to it followed.</summary>
    public static bool IsBlockDevice(string path) => Number(path) is not null;

    [GeneratedRegex(@"\A(loop[0-9]+\z|z?ram|fd|sr)")]
    private static partial Regex Others();

    private static (uint, uint)? Number(string path)
    {
        try
        {
            var real = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            return LinuxCalls.Status(real, out _) is { IsBlockDevice: true } status ? status.OwnDevice : null;
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? ReadLine(string path) => ReadLines(path).FirstOrDefault();

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
