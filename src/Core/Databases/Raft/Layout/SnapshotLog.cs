using System.Buffers.Binary;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>
/// The write-ahead log at the end of a snapshot, in SQLite's own format (https://sqlite.org/fileformat2.html#the_write_ahead_log): a header of 32 bytes,
/// frames of 24 bytes and a page, big endian, with checksums that run through all of it.
/// </summary>
internal static class SnapshotLog
{
    private const uint LittleEndianSums = 0x377f0682;
    private const int Head = 32;
    private const int FrameHead = 24;
    private const int Frame = FrameHead + PageMap.PageSize;

    /// <summary>Puts its committed pages into the map; false when something in it is wrong or left over (then only what is right went in).</summary>
    /// <exception cref="IOException">The file changed.</exception>
    public static bool Apply(FileBytes bytes, RaftFile file, long start, long length, PageMap pages)
    {
        var head = bytes.At(file, start, (int)Math.Min(length, Head));
        if (head.Length < Head || (length - Head) % Frame != 0)
        {
            return false;
        }

        var magic = BinaryPrimitives.ReadUInt32BigEndian(head);
        var bigEndian = magic == LittleEndianSums + 1;
        var sums = Sum((0, 0), head[..24], bigEndian);
        if ((magic != LittleEndianSums && !bigEndian)
            || BinaryPrimitives.ReadUInt32BigEndian(head[8..]) != PageMap.PageSize
            || !Fits(sums, head[24..]))
        {
            return false;
        }

        var salt = BinaryPrimitives.ReadUInt64BigEndian(head[16..]);
        var pending = new List<(uint Page, long Offset)>();
        for (var offset = start + Head; offset < start + length; offset += Frame)
        {
            var frame = bytes.At(file, offset, Frame);
            sums = Sum(Sum(sums, frame[..8], bigEndian), frame[FrameHead..], bigEndian);
            var page = BinaryPrimitives.ReadUInt32BigEndian(frame);
            if (page == 0 || BinaryPrimitives.ReadUInt64BigEndian(frame[8..]) != salt || !Fits(sums, frame[16..]))
            {
                return false;
            }

            pending.Add((page, offset + FrameHead));
            if (BinaryPrimitives.ReadUInt32BigEndian(frame[4..]) == 0)
            {
                continue;
            }

            foreach (var (number, place) in pending)
            {
                pages.Put(number, file, place);
            }

            pending.Clear();
        }

        return true;
    }

    private static bool Fits((uint First, uint Second) sums, ReadOnlySpan<byte> stored) =>
        sums.First == BinaryPrimitives.ReadUInt32BigEndian(stored) && sums.Second == BinaryPrimitives.ReadUInt32BigEndian(stored[4..]);

    private static (uint First, uint Second) Sum((uint First, uint Second) sums, ReadOnlySpan<byte> data, bool bigEndian)
    {
        var (first, second) = sums;
        for (; data.Length >= 8; data = data[8..])
        {
            first += (bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(data) : BinaryPrimitives.ReadUInt32LittleEndian(data)) + second;
            second += (bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(data[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(data[4..])) + first;
        }

        return (first, second);
    }
}
