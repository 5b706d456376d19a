using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>
/// Reads the description of a snapshot: format 1 (8 bytes), checksum of everything from byte 16 on (8, the high half 0), index of the entry that set the
/// configuration (8), length of the configuration (8), the configuration; little endian.
/// </summary>
internal static class SnapshotMetaReader
{
    private const int Head = 32;
    private const int MostConfiguration = 1 << 20;

    /// <exception cref="IOException">It can't be read or changed.</exception>
    public static (ImmutableArray<RaftServer> Servers, SnapshotFault? Fault) Read(FileBytes bytes, RaftFile file)
    {
        var meta = bytes.At(file, 0, (int)Math.Min(file.Length, Head + MostConfiguration));
        if (meta.Length < Head)
        {
            return ([], new SnapshotFault(DatabaseFindingCode.MetaShort, null, $"{file.Length}", $"{Head}"));
        }

        var format = BinaryPrimitives.ReadUInt64LittleEndian(meta);
        if (format != 1)
        {
            return ([], new SnapshotFault(DatabaseFindingCode.MetaFormat, 0, $"{format}"));
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(meta[24..]);
        if (length is 0 or > MostConfiguration)
        {
            return ([], new SnapshotFault(DatabaseFindingCode.MetaChecksum, 24));
        }

        if (Head + (long)length > file.Length)
        {
            return ([], new SnapshotFault(DatabaseFindingCode.MetaShort, Head, $"{file.Length}", $"{Head + (long)length}"));
        }

        var covered = meta[16..(Head + (int)length)];
        if (BinaryPrimitives.ReadUInt64LittleEndian(meta[8..]) == RaftChecksum.Of(covered)
            && RaftConfiguration.Parse(covered[16..]) is { } servers)
        {
            return (servers, null);
        }

        return ([], new SnapshotFault(DatabaseFindingCode.MetaChecksum, 8));
    }
}
