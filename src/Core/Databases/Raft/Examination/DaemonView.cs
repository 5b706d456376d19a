using System.Collections.Immutable;
using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>
/// What the daemon would read of a directory: the newest snapshot with a right description, and of the closed segments all, or with a snapshot those
/// at the end of the log that follow each other (libraft's uvLoadSnapshotAndEntries and uvFilterSegments). Immutable.
/// </summary>
internal sealed class DaemonView
{
    public DaemonView(SegmentLog log, ImmutableArray<SnapshotVerdict> verdicts)
    {
        Snapshot = verdicts.Select(verdict => verdict.Snapshot).FirstOrDefault(snapshot => snapshot.IsListed);
        Loaded = Snapshot is null ? log.Closed : Suffix(log, Snapshot);
    }

    /// <summary>The snapshot it takes; null when there is none.</summary>
    public SnapshotContents? Snapshot { get; }

    /// <summary>The closed segments it reads.</summary>
    public ImmutableArray<SegmentContents> Loaded { get; }

    /// <summary>True when it reads the segment and no other closed one behind it.</summary>
    public bool IsLast(SegmentContents segment) => Loaded is [.., var last] && last == segment;

    private static ImmutableArray<SegmentContents> Suffix(SegmentLog log, SnapshotContents snapshot)
    {
        if (log.Closed is not [.., var last] || (last.Name.Last < snapshot.Index && log.Open.All(segment => segment.IsUnused || segment.File.Length == 0)))
        {
            return [];
        }

        var first = log.Closed.Length - 1;
        while (first > 0 && log.Closed[first].Name.First == log.Closed[first - 1].Name.Last + 1)
        {
            first--;
        }

        return log.Closed[first..];
    }
}
