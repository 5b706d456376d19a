namespace Recover.Core.Storage;

/// <summary>Tells what file system is on a device from its first bytes, without mounting it. Thread-safe.</summary>
internal static class FileSystems
{
    private const int Length = 2048;
    private const int ExtMagicAt = 1024 + 0x38;

    /// <summary><c>ext4</c> (which reads its forerunners), <c>xfs</c> or <c>btrfs</c>; null for others and when it can't be read.</summary>
    public static string? TypeOf(string device)
    {
        if (BtrfsSuperblock.Of(device) is not null)
        {
            return "btrfs";
        }

        try
        {
            using var handle = File.OpenHandle(device, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            Span<byte> start = stackalloc byte[Length];
            start = start[..RandomAccess.Read(handle, start, 0)];
            return start.StartsWith("XFSB"u8) ? "xfs"
                : start.Length > ExtMagicAt + 1 && start[ExtMagicAt] == 0x53 && start[ExtMagicAt + 1] == 0xef ? "ext4"
                : null;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
