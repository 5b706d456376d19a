namespace Recover.Core.Storage;

/// <summary>Tells the driver of a loop file from what is in it, without attaching it. Thread-safe.</summary>
internal static class LoopContent
{
    /// <summary>Named when nothing known is in the file.</summary>
    public const string Unknown = "unknown";

    private const int ZfsLabelAt = 128 * 1024;
    private const int ZfsRing = 128 * 1024;
    private const int ZfsSlot = 1024;
    private const ulong ZfsMagic = 0x00bab10c;

    /// <summary>The driver's name.</summary>
    public static string DriverOf(string file)
    {
        if (BtrfsSuperblock.Of(file) is not null)
        {
            return "btrfs";
        }

        try
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return IsPhysicalVolume(handle) ? "lvm" : HasUberblock(handle) ? "zfs" : Unknown;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return Unknown;
        }
    }

    // LVM2's label lies in one of the first four sectors.
    private static bool IsPhysicalVolume(Microsoft.Win32.SafeHandles.SafeFileHandle handle)
    {
        Span<byte> sectors = stackalloc byte[4 * 512];
        sectors = sectors[..RandomAccess.Read(handle, sectors, 0)];
        return sectors.IndexOf("LABELONE"u8) is var at and >= 0 && at % 512 == 0;
    }

    // The second half of the first label of a ZFS device is a ring of uberblocks in the byte order of the machine that wrote it.
    private static bool HasUberblock(Microsoft.Win32.SafeHandles.SafeFileHandle handle)
    {
        var ring = new byte[ZfsRing];
        var length = RandomAccess.Read(handle, ring, ZfsLabelAt);
        for (var at = 0; at + 8 <= length; at += ZfsSlot)
        {
            var magic = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(ring.AsSpan(at));
            if (magic == ZfsMagic || System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(magic) == ZfsMagic)
            {
                return true;
            }
        }

        return false;
    }
}
