using System.Text;

namespace Recover.Core.Storage.Zfs;

/// <summary>
/// Devices of block volumes: <c>/dev/zdNUMBER</c>. The links below <c>/dev/zvol</c> are made by udev, which a rescue system may not run, so the
/// kernel itself is asked for the name behind each (ioctl <c>BLKZNAME</c> of OpenZFS, <c>sys/fs/zfs.h</c>). Thread-safe.
/// </summary>
internal static class ZfsDevices
{
    private const uint AskName = 0x8000_0000 | (256 << 16) | (0x12 << 8) | 125;

    /// <summary>The device of a volume; null when it has none, as Incus leaves volumes that are not in use.</summary>
    public static string? Of(string dataset) =>
        Directory.EnumerateDirectories("/sys/block", "zd*")
            .Select(place => $"/dev/{Path.GetFileName(place)}")
            .FirstOrDefault(device => NameOf(device) == dataset);

    private static string? NameOf(string device)
    {
        var name = new byte[256];
        return LinuxCalls.AskDevice(device, AskName, name) ? Encoding.UTF8.GetString(name).TrimEnd('\0') : null;
    }
}
