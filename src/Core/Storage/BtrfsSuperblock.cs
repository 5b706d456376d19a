using System.Buffers.Binary;
using System.Text;

namespace Recover.Core.Storage;

/// <summary>The first superblock of a btrfs file system, read without mounting it (layout: btrfs on-disk format, at 64 KiB). Immutable.</summary>
/// <param name="Uuid">Of the file system.</param>
/// <param name="Label">Incus writes the pool's name here; hostile until checked.</param>
/// <param name="TotalBytes">Size of the file system.</param>
internal sealed record BtrfsSuperblock(Guid Uuid, string Label, long TotalBytes)
{
    private const int Position = 64 * 1024;
    private const int Length = 4096;
    private const int LabelLength = 256;

    /// <summary>Reads it from a file or block device; null when there is none or it can't be read.</summary>
    public static BtrfsSuperblock? Of(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            Span<byte> block = stackalloc byte[Length];
            return RandomAccess.Read(handle, block, Position) == Length ? Parse(block) : null;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    private static BtrfsSuperblock? Parse(ReadOnlySpan<byte> block)
    {
        if (!block.Slice(0x40, 8).SequenceEqual("_BHRfS_M"u8))
        {
            return null;
        }

        var label = block.Slice(0x12b, LabelLength);
        var end = label.IndexOf((byte)0);
        return new BtrfsSuperblock(
            new Guid(block.Slice(0x20, 16), bigEndian: true),
            Encoding.UTF8.GetString(end < 0 ? label : label[..end]),
            BinaryPrimitives.ReadInt64LittleEndian(block[0x70..]));
    }
}
