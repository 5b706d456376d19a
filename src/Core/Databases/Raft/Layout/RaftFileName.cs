using System.Globalization;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>What the name of a file in a raft directory says. Immutable.</summary>
/// <param name="Name">The name itself.</param>
/// <param name="Kind">What it names.</param>
/// <param name="First">First index of a closed segment, number of an open one, term of a snapshot; else 0.</param>
/// <param name="Last">Last index of a closed segment or of a snapshot; else 0.</param>
/// <param name="Time">Milliseconds in the name of a snapshot; else 0.</param>
internal sealed record RaftFileName(string Name, CheckedFileKind Kind, long First, long Last, long Time)
{
    private const string Open = "open-";
    private const string Snapshot = "snapshot-";
    private const string MetaSuffix = ".meta";

    /// <summary>For a description of a snapshot the name of the snapshot, for a snapshot that of its description.</summary>
    public string Partner => Kind == CheckedFileKind.Snapshot ? Name + MetaSuffix : Name[..^MetaSuffix.Length];

    public static RaftFileName Parse(string name)
    {
        if (name is "metadata1" or "metadata2")
        {
            return new RaftFileName(name, CheckedFileKind.Metadata, 0, 0, 0);
        }

        if (name is "db.bin" or "db.bin-wal")
        {
            return new RaftFileName(name, CheckedFileKind.Dump, 0, 0, 0);
        }

        if (name.StartsWith(Open, StringComparison.Ordinal))
        {
            return Numbers(name[Open.Length..]) is [var number]
                ? new RaftFileName(name, CheckedFileKind.OpenSegment, number, 0, 0)
                : Other(name, CheckedFileKind.Unknown);
        }

        if (name.StartsWith(Snapshot, StringComparison.Ordinal))
        {
            return ParseSnapshot(name);
        }

        if (Numbers(name) is [> 0 and var first, var last] && last >= first)
        {
            return new RaftFileName(name, CheckedFileKind.ClosedSegment, first, last, 0);
        }

        return Other(name, KindOfLeftover(name));
    }

    private static RaftFileName ParseSnapshot(string name)
    {
        var isMeta = name.EndsWith(MetaSuffix, StringComparison.Ordinal);
        var numbers = Numbers(name[Snapshot.Length..^(isMeta ? MetaSuffix.Length : 0)]);
        return numbers is [var term, var index, var time]
            ? new RaftFileName(name, isMeta ? CheckedFileKind.SnapshotMeta : CheckedFileKind.Snapshot, term, index, time)
            : Other(name, CheckedFileKind.Unknown);
    }

    private static CheckedFileKind KindOfLeftover(string name) =>
        name.StartsWith("corrupt-", StringComparison.Ordinal) ? CheckedFileKind.SetAside
        : name.StartsWith("tmp-", StringComparison.Ordinal) ? CheckedFileKind.Temporary
        : CheckedFileKind.Unknown;

    private static RaftFileName Other(string name, CheckedFileKind kind) => new(name, kind, 0, 0, 0);

    // Far below the end of the range, so that adding to an index never overflows.
    private static long[] Numbers(string text)
    {
        var parts = text.Split('-');
        var numbers = new long[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] > long.MaxValue / 4)
            {
                return [];
            }
        }

        return numbers;
    }
}
