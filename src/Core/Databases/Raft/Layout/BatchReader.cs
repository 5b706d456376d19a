using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>
/// Reads one batch: checksum of the header (4 bytes), checksum of the data (4), number of entries n (8), n times term (8), type (1), zeros (3), size of the
/// payload (4), then the payloads; little endian. The header's checksum covers what follows the first 8 bytes.
/// </summary>
internal sealed class BatchReader(FileBytes bytes, RaftFile file)
{
    public const int PreambleSize = 16;
    public const int HeaderStart = 8;
    public const int MostEntries = 262_144;
    private const int SlotSize = 16;
    private const int Chunk = 256 << 10;

    /// <summary>Bytes that went through a checksum so far: what a search through a hostile file is bounded by.</summary>
    public long Summed { get; private set; }

    /// <summary>Bytes of the header behind the preamble's checksums, for this many entries.</summary>
    public static int HeaderSize(int entries) => 8 + (SlotSize * entries);

    public Batch Read(long offset)
    {
        var preamble = bytes.At(file, offset, PreambleSize);
        if (preamble.Length < PreambleSize)
        {
            return new Batch(BatchState.ShortPreamble, offset) { Found = preamble.Length, Wanted = PreambleSize };
        }

        var headerSum = BinaryPrimitives.ReadUInt32LittleEndian(preamble);
        var dataSum = BinaryPrimitives.ReadUInt32LittleEndian(preamble[4..]);
        var count = BinaryPrimitives.ReadUInt64LittleEndian(preamble[8..]);
        if (count is 0 or > MostEntries)
        {
            var state = count > 0 ? BatchState.TooManyEntries : headerSum == 0 && dataSum == 0 ? BatchState.Zeros : BatchState.NoEntries;
            return new Batch(state, offset);
        }

        var size = HeaderSize((int)count);
        var header = bytes.At(file, offset + HeaderStart, size);
        if (header.Length < size)
        {
            return new Batch(BatchState.ShortHeader, offset) { Found = header.Length - 8, Wanted = size - 8 };
        }

        Summed += size;
        return RaftChecksum.Of(header) == headerSum
            ? ReadData(offset, Slots(header[8..]), dataSum)
            : new Batch(BatchState.HeaderChecksum, offset);
    }

    /// <summary>Whether what lies there could be the header of a batch; cheap, for looking at every eighth byte.</summary>
    public bool MayBegin(long offset)
    {
        var start = bytes.At(file, offset, PreambleSize + SlotSize);
        return start.Length == PreambleSize + SlotSize
            && BinaryPrimitives.ReadUInt64LittleEndian(start[8..]) is > 0 and <= MostEntries
            && BinaryPrimitives.ReadUInt32LittleEndian(start[24..]) is >= 1 and <= 3
            && BinaryPrimitives.ReadUInt32LittleEndian(start[28..]) % 8 == 0;
    }

    /// <summary>Checksum of a stretch of the file, read in pieces.</summary>
    public uint Sum(long offset, long length)
    {
        var sum = 0u;
        for (var done = 0L; done < length;)
        {
            var part = bytes.At(file, offset + done, (int)Math.Min(Chunk, length - done));
            if (part.IsEmpty)
            {
                break;
            }

            sum = RaftChecksum.Append(sum, part);
            done += part.Length;
        }

        Summed += length;
        return sum;
    }

    /// <summary>Bytes of payload that the slots of a header add up to.</summary>
    public static long DataSize(ReadOnlySpan<byte> slots)
    {
        var size = 0L;
        for (; !slots.IsEmpty; slots = slots[SlotSize..])
        {
            size += BinaryPrimitives.ReadUInt32LittleEndian(slots[12..]);
        }

        return size;
    }

    private static (long Term, uint Type, long Size)[] Slots(ReadOnlySpan<byte> header)
    {
        var slots = new (long Term, uint Type, long Size)[header.Length / SlotSize];
        for (var i = 0; i < slots.Length; i++)
        {
            var slot = header[(i * SlotSize)..];
            slots[i] = (
                BinaryPrimitives.ReadInt64LittleEndian(slot),
                BinaryPrimitives.ReadUInt32LittleEndian(slot[8..]),
                BinaryPrimitives.ReadUInt32LittleEndian(slot[12..]));
        }

        return slots;
    }

    private Batch ReadData(long offset, (long Term, uint Type, long Size)[] slots, uint dataSum)
    {
        var start = offset + HeaderStart + HeaderSize(slots.Length);
        var length = slots.Sum(slot => slot.Size);
        var batch = new Batch(BatchState.Intact, offset) { Count = slots.Length, End = start + length };
        if (start + length > file.Length)
        {
            return batch with { State = BatchState.ShortData, Found = file.Length - start, Wanted = length };
        }

        if (Sum(start, length) != dataSum)
        {
            return batch with { State = BatchState.DataChecksum };
        }

        var entries = ImmutableArray.CreateBuilder<RaftEntry>(slots.Length);
        foreach (var (term, type, size) in slots)
        {
            if (term <= 0 || EntryReader.Read(bytes, file, start, size, term, type) is not { } entry)
            {
                return batch with { State = BatchState.Unreadable };
            }

            entries.Add(entry);
            start += size;
        }

        return batch with { Entries = entries.MoveToImmutable() };
    }
}
