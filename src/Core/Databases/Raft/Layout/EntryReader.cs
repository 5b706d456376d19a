using System.Buffers.Binary;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>
/// Reads the payload of an entry whose checksum is right. A command is format 1 (1 byte), type (1), zeros (6), and a body: 1 open, 2 frames, 3 undo,
/// 4 checkpoint; only frames and undo change anything. Frames: name of the database (NUL, padded to 8), transaction (8), truncate (4), is commit (1),
/// not initialised (3), number of pages m (4), page size (2), unused (2), m page numbers (8 each), m pages; little endian, unpacked.
/// </summary>
internal static class EntryReader
{
    private const uint Command = 1;
    private const uint Barrier = 2;
    private const uint Configuration = 3;
    private const byte Frames = 2;
    private const byte Undo = 3;
    private const byte Checkpoint = 4;
    private const int CommandHead = 8;
    private const int FramesHead = 24;
    private const int MostConfiguration = 1 << 20;
    private const int MostName = 256;
    private const uint HighestPage = 0xfffffffe;

    /// <summary>The entry; null when it is not understood.</summary>
    /// <exception cref="IOException">The file changed.</exception>
    public static RaftEntry? Read(FileBytes bytes, RaftFile file, long offset, long size, long term, uint type) => type switch
    {
        Barrier => new RaftEntry(term),
        Configuration when size <= MostConfiguration && RaftConfiguration.Parse(bytes.At(file, offset, (int)size)) is { } servers =>
            new ConfigurationEntry(term, servers),
        Command when size >= CommandHead => ReadCommand(bytes, file, offset, size, term),
        _ => null,
    };

    private static RaftEntry? ReadCommand(FileBytes bytes, RaftFile file, long offset, long size, long term)
    {
        var head = bytes.At(file, offset, (int)Math.Min(size, CommandHead + MostName + FramesHead));
        if (head[0] != 1)
        {
            return null;
        }

        return head[1] switch
        {
            Frames => ReadFrames(bytes, file, offset, size, term, head),
            Undo => new UndoEntry(term),
            1 or Checkpoint => new RaftEntry(term),
            _ => null,
        };
    }

    private static FramesEntry? ReadFrames(FileBytes bytes, RaftFile file, long offset, long size, long term, ReadOnlySpan<byte> head)
    {
        var name = head[CommandHead..];
        var nameEnd = name.IndexOf((byte)0);
        var fixedStart = CommandHead + ((nameEnd / 8) + 1) * 8;
        if (nameEnd < 0 || !name[..nameEnd].SequenceEqual("db.bin"u8) || head.Length < fixedStart + FramesHead)
        {
            return null;
        }

        var fixedPart = head[fixedStart..];
        var isCommit = fixedPart[12] != 0;
        var count = BinaryPrimitives.ReadUInt32LittleEndian(fixedPart[16..]);
        var listStart = fixedStart + FramesHead;
        if (BinaryPrimitives.ReadUInt16LittleEndian(fixedPart[20..]) != PageMap.PageSize
            || listStart + (count * (8L + PageMap.PageSize)) > size
            || count * 8L > FileBytes.Most)
        {
            return null;
        }

        var list = bytes.At(file, offset + listStart, (int)count * 8);
        var pages = new uint[count];
        for (var i = 0; i < pages.Length; i++)
        {
            var page = BinaryPrimitives.ReadUInt64LittleEndian(list[(i * 8)..]);
            if (page is 0 or > HighestPage)
            {
                return null;
            }

            pages[i] = (uint)page;
        }

        return new FramesEntry(term, file, offset + listStart + list.Length, pages, isCommit);
    }
}
