using System.Buffers.Binary;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>
/// Reads the data of a snapshot: format 1 (8 bytes), number of databases 1 (8), name <c>db.bin</c> (8), size of the main file (8), size of its write-ahead
/// log (8), little endian; then both as SQLite has them. Nothing in the file guards the main part.
/// </summary>
internal static class SnapshotDataReader
{
    private const int Head = 40;
    private const int SqliteHead = 100;
    private const int PageSizeAt = 16;
    private const int PageCountAt = 28;

    /// <exception cref="IOException">It can't be read or changed.</exception>
    public static (PageMap? Pages, SnapshotFault? Fault) Read(FileBytes bytes, RaftFile file)
    {
        var head = bytes.At(file, 0, Head + SqliteHead);
        if (head.Length < Head + SqliteHead)
        {
            return Bad(DatabaseFindingCode.SnapshotShort, null, $"{file.Length}", $"{Head + SqliteHead}");
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(head) != 1
            || BinaryPrimitives.ReadUInt64LittleEndian(head[8..]) != 1
            || !head[16..24].SequenceEqual("db.bin\0\0"u8))
        {
            return Bad(DatabaseFindingCode.SnapshotFormat, 0);
        }

        var main = BinaryPrimitives.ReadUInt64LittleEndian(head[24..]);
        var log = BinaryPrimitives.ReadUInt64LittleEndian(head[32..]);
        var sqlite = head[Head..];
        var count = BinaryPrimitives.ReadUInt32BigEndian(sqlite[PageCountAt..]);
        if (!sqlite.StartsWith("SQLite format 3\0"u8)
            || BinaryPrimitives.ReadUInt16BigEndian(sqlite[PageSizeAt..]) != PageMap.PageSize
            || count == 0
            || main != count * (ulong)PageMap.PageSize)
        {
            var isPassedOver = HasFirstPage(bytes, file, main, log);
            return (null, new SnapshotFault(DatabaseFindingCode.SnapshotMagic, Head) { IsPassedOver = isPassedOver });
        }

        if (main > long.MaxValue / 4 || log > long.MaxValue / 4 || Head + (long)main + (long)log > file.Length)
        {
            return Bad(DatabaseFindingCode.SnapshotShort, null, $"{file.Length}", $"{Head + (UInt128)main + log}");
        }

        var logStart = Head + (long)main;
        if (logStart + (long)log != file.Length)
        {
            return Bad(DatabaseFindingCode.SnapshotWal, logStart);
        }

        var pages = new PageMap();
        for (var page = 1u; page <= count; page++)
        {
            pages.Put(page, file, Head + ((page - 1L) * PageMap.PageSize));
        }

        return log == 0 || SnapshotLog.Apply(bytes, file, logStart, (long)log, pages) ? (pages, null) : (pages, new(DatabaseFindingCode.SnapshotWal, logStart));
    }

    // Whether the write-ahead log has the first page, so that SQLite never reads that of the main file.
    private static bool HasFirstPage(FileBytes bytes, RaftFile file, ulong main, ulong log)
    {
        var pages = new PageMap();
        return log > 0
            && main < (ulong)file.Length
            && log < (ulong)file.Length
            && Head + (long)main + (long)log == file.Length
            && SnapshotLog.Apply(bytes, file, Head + (long)main, (long)log, pages)
            && pages[1] is not null;
    }

    private static (PageMap? Pages, SnapshotFault? Fault) Bad(DatabaseFindingCode code, long? offset, params string[] arguments) =>
        (null, new SnapshotFault(code, offset, [.. arguments]));
}
