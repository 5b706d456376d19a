using System.Buffers.Binary;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>
/// Tells a last write that a crash cut short from one that went bad later: when all of it fits its checksums but for a single byte, it was written whole
/// once, and a medium or a hand changed it.
/// </summary>
internal sealed class TornWrite(FileBytes bytes, RaftFile file, BatchReader batches)
{
    // Above this, one wrong byte explains a checksum too easily by chance.
    private const int MostData = 1 << 20;

    /// <summary>Whether the bad batch at an offset is whole but for one byte.</summary>
    public bool IsDamagedByte(long offset)
    {
        var preamble = bytes.At(file, offset, BatchReader.PreambleSize);
        if (preamble.Length < BatchReader.PreambleSize)
        {
            return false;
        }

        var headerSum = BinaryPrimitives.ReadUInt32LittleEndian(preamble);
        var dataSum = BinaryPrimitives.ReadUInt32LittleEndian(preamble[4..]);
        var count = BinaryPrimitives.ReadUInt64LittleEndian(preamble[8..]);
        if (headerSum == 0)
        {
            return false;
        }

        // The number of entries may be the byte that is wrong; Incus writes one entry a batch.
        return (count is > 1 and <= 4096 && IsDamagedByte(offset, (int)count, headerSum, dataSum)) || IsDamagedByte(offset, 1, headerSum, dataSum);
    }

    private bool IsDamagedByte(long offset, int count, uint headerSum, uint dataSum)
    {
        var size = BatchReader.HeaderSize(count);
        var header = bytes.At(file, offset + BatchReader.HeaderStart, size);
        if (header.Length < size)
        {
            return false;
        }

        var difference = RaftChecksum.Of(header) ^ headerSum;
        if (difference != 0)
        {
            return Explains(difference, size);
        }

        var length = BatchReader.DataSize(header[8..]);
        var start = offset + BatchReader.HeaderStart + size;
        return length <= MostData && start + length <= file.Length && Explains(batches.Sum(start, length) ^ dataSum, length);
    }

    // The byte may be in the data or in the checksum itself.
    private static bool Explains(uint difference, long length) =>
        (difference & 0xffffff00) == 0 || (difference & 0xffff00ff) == 0 || (difference & 0xff00ffff) == 0 || (difference & 0x00ffffff) == 0
        || RaftChecksum.IsOneByte(difference, length);
}
