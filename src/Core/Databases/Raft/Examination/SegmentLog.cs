using System.Collections.Immutable;
using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>
/// Puts segments in order: closed ones by the indexes in their names, open ones by their numbers behind the last closed one, or behind the snapshot if
/// there is none. Immutable.
/// </summary>
internal sealed class SegmentLog(IEnumerable<SegmentContents> segments)
{
    /// <summary>Closed segments by first, then last index.</summary>
    public ImmutableArray<SegmentContents> Closed { get; } =
    [
        .. segments.Where(segment => segment.Name.Kind == CheckedFileKind.ClosedSegment)
            .OrderBy(segment => segment.Name.First)
            .ThenBy(segment => segment.Name.Last),
    ];

    /// <summary>Open segments by number.</summary>
    public ImmutableArray<SegmentContents> Open { get; } =
        [.. segments.Where(segment => segment.Name.Kind == CheckedFileKind.OpenSegment).OrderBy(segment => segment.Name.First)];

    /// <summary>Index of the last entry that a closed segment's name says; 0 without one.</summary>
    public long ClosedEnd => Closed.IsEmpty ? 0 : Closed.Max(segment => segment.Name.Last);

    /// <summary>True when open segments hold anything.</summary>
    public bool HasOpenEntries => Open.Any(segment => !segment.Good.IsEmpty || !segment.Behind.IsEmpty);

    /// <summary>True when the first segment of the server, which only says who takes part, is missing or damaged.</summary>
    public bool IsBootstrapLost =>
        Closed.FirstOrDefault() is { } first
        && (first.Name.First == 2 || (first.Name is { First: 1, Last: 1 } && (first.Good.IsEmpty || !first.HasFormat)));

    /// <summary>Reads the log from behind an entry on.</summary>
    public LogReading ReadFrom(long start)
    {
        var reader = new LogPlacement(this, start);
        return reader.Read();
    }

    /// <summary>The closed segment to go on with for an index: one that is sound and starts there before others; null when none holds it.</summary>
    public SegmentContents? Holding(long index)
    {
        SegmentContents? best = null;
        foreach (var segment in Closed)
        {
            if (segment.Name.First > index)
            {
                break;
            }

            if (segment.Name.Last >= index && (best is null || IsBetter(segment, best, index)))
            {
                best = segment;
            }
        }

        return best;
    }

    private static bool IsBetter(SegmentContents one, SegmentContents other, long index) =>
        (one.IsSound, one.Name.First == index, one.Name.Last).CompareTo((other.IsSound, other.Name.First == index, other.Name.Last)) > 0;
}
