using System.Buffers.Binary;
using K4os.Compression.LZ4.Streams;
using Recover.Core.Storage;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>
/// Unpacks a snapshot that an older node wrote as an LZ4 frame (https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md). The daemon reads only frames
/// that say the size of what is in them; no more than that, and no more than LZ4 can give, is ever written.
/// </summary>
internal static class SnapshotFrame
{
    private const uint Magic = 0x184D2204;
    private const int ContentSizeFlag = 0x08;

    // An LZ4 sequence gives at most 255 bytes a byte.
    private const int MostRatio = 256;

    /// <exception cref="IOException">It can't be read or changed.</exception>
    public static bool Is(FileBytes bytes, RaftFile file) =>
        bytes.At(file, 0, 4) is { Length: 4 } start && BinaryPrimitives.ReadUInt32LittleEndian(start) == Magic;

    /// <summary>Writes what is in it into a new file of the working directory; the reason when it can't.</summary>
    public static (RaftFile? File, string Problem) Unpack(
        FileBytes bytes, RaftFile file, OpenDirectory work, string workDirectory, CancellationToken cancellationToken)
    {
        var head = bytes.At(file, 0, 15);
        if (head.Length < 15 || (head[4] & ContentSizeFlag) == 0)
        {
            return (null, RaftTexts.FrameWithoutSize);
        }

        var size = BinaryPrimitives.ReadInt64LittleEndian(head[6..]);
        if (size < 0 || size / MostRatio > file.Length)
        {
            return (null, RaftTexts.FrameSize(size));
        }

        var name = $"snapshot-{Guid.NewGuid():N}.unpacked";
        try
        {
            using (var source = new FileStream(file.Open(), FileAccess.Read, 1))
            using (var decoder = LZ4Stream.Decode(source, leaveOpen: true))
            using (var target = new FileStream(Path.Combine(workDirectory, name), FileMode.CreateNew))
            {
                Copy(decoder, target, size, cancellationToken);
            }

            var status = work.Status(name, out _);
            return status?.Size == size ? (new RaftFile(work, name, status), "") : (null, RaftTexts.FrameSize(status?.Size ?? 0));
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // A decoder that was written for good input says of bad input what it likes.
            return (null, exception.Message);
        }
    }

    private static void Copy(Stream from, FileStream to, long size, CancellationToken cancellationToken)
    {
        var buffer = new byte[128 << 10];
        for (var left = size; left > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = from.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (count == 0)
            {
                return;
            }

            to.Write(buffer, 0, count);
            left -= count;
        }
    }
}
