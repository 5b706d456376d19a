using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>
/// The checksum of segments and snapshot descriptions: CRC-32 with the polynomial 0x04C11DB7, most significant bit first, from 0, without a final
/// change (measured: "123456789" gives 0x89A1897F). Sixteen bytes a step, because a log of a hundred megabytes goes through it.
/// </summary>
internal static class RaftChecksum
{
    private const uint Polynomial = 0x04C11DB7;
    private const int Step = 16;

    private static readonly uint[] Tables = MakeTables();
    private static readonly byte[] ByLowByte = MakeByLowByte();

    public static uint Of(ReadOnlySpan<byte> data) => Append(0, data);

    /// <summary>Goes on from the checksum of what came before.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> data)
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(Tables);
        while (data.Length >= Step)
        {
            var a = BinaryPrimitives.ReadUInt32BigEndian(data) ^ checksum;
            var b = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
            var c = BinaryPrimitives.ReadUInt32BigEndian(data[8..]);
            var d = BinaryPrimitives.ReadUInt32BigEndian(data[12..]);
            checksum = Word(ref table, a, 15) ^ Word(ref table, b, 11) ^ Word(ref table, c, 7) ^ Word(ref table, d, 3);
            data = data[Step..];
        }

        foreach (var value in data)
        {
            checksum = (checksum << 8) ^ Unsafe.Add(ref table, (int)((checksum >> 24) ^ value));
        }

        return checksum;
    }

    /// <summary>
    /// Whether a wrong checksum can come from one wrong byte in the data: then a medium went bad, where a write that was cut short leaves more than that.
    /// </summary>
    /// <param name="difference">The two checksums, one exclusive-or the other; not 0.</param>
    /// <param name="length">Length of the data in bytes.</param>
    public static bool IsOneByte(uint difference, long length)
    {
        for (var byteFromEnd = 0L; byteFromEnd < length; byteFromEnd++)
        {
            var index = ByLowByte[difference & 0xff];
            if (difference == Tables[index])
            {
                return true;
            }

            // One byte back: undoes what the byte behind it did to the checksum.
            difference = ((difference ^ Tables[index]) >> 8) | ((uint)index << 24);
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Word(ref uint table, uint word, int highest) =>
        Unsafe.Add(ref table, (highest << 8) + (int)(word >> 24))
        ^ Unsafe.Add(ref table, ((highest - 1) << 8) + (int)((word >> 16) & 0xff))
        ^ Unsafe.Add(ref table, ((highest - 2) << 8) + (int)((word >> 8) & 0xff))
        ^ Unsafe.Add(ref table, ((highest - 3) << 8) + (int)(word & 0xff));

    private static uint[] MakeTables()
    {
        var tables = new uint[Step << 8];
        for (var i = 0u; i < 256; i++)
        {
            var value = i << 24;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 0x80000000) != 0 ? (value << 1) ^ Polynomial : value << 1;
            }

            tables[i] = value;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            var before = tables[i - 256];
            tables[i] = (before << 8) ^ tables[before >> 24];
        }

        return tables;
    }

    private static byte[] MakeByLowByte()
    {
        var indexes = new byte[256];
        for (var i = 0; i < 256; i++)
        {
            indexes[Tables[i] & 0xff] = (byte)i;
        }

        return indexes;
    }
}
