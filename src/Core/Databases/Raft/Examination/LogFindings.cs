using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>What is wrong with the segments as a whole: gaps, overlaps, a lost beginning, terms.</summary>
internal sealed class LogFindings(SegmentLog log, DaemonView daemon, RaftState? chosen, RaftMetadata? metadata)
{
    public IEnumerable<DatabaseFinding> All() => [.. Bootstrap(), .. Order(), .. Ends(), .. Terms()];

    private IEnumerable<DatabaseFinding> Bootstrap()
    {
        if (!log.IsBootstrapLost || chosen?.Start is not null || daemon.Snapshot is not null)
        {
            yield break;
        }

        var first = log.Closed[0];
        yield return first.Name.First == 1
            ? Found.Of(
                DatabaseFindingCode.BootstrapLost,
                first.Name.Name,
                daemon.IsLast(first) ? DaemonReaction.SetsAside : DaemonReaction.Refuses,
                null,
                daemon.IsLast(first) || first.Faults.IsEmpty ? "" : $"load closed segment {first.Name.Name}: entries batch 1 starting at byte 8: {first.Faults[0].Batch.DaemonText}")
            : Found.Of(
                DatabaseFindingCode.BootstrapLost,
                "0000000000000001-0000000000000001",
                DaemonReaction.Refuses,
                null,
                $"unexpected closed segment {first.Name.Name}: first index should have been 1");
    }

    private IEnumerable<DatabaseFinding> Order()
    {
        SegmentContents? before = null;
        var end = daemon.Snapshot is null && !log.IsBootstrapLost ? 0 : (log.Closed.FirstOrDefault()?.Name.First ?? 1) - 1;
        foreach (var segment in log.Closed)
        {
            if (segment.Name.First > end + 1)
            {
                yield return Gap(segment, end + 1, segment.Name.First - 1);
            }
            else if (segment.Name.First <= end && before is not null)
            {
                yield return Overlap(segment, before);
            }

            before = segment.Name.Last > end ? segment : before;
            end = Math.Max(end, segment.Name.Last);
        }

        if (daemon.Snapshot is { } snapshot && log.Closed is [var first, ..] && first.Name.First > snapshot.Index + 1)
        {
            yield return Gap(first, snapshot.Index + 1, first.Name.First - 1);
        }
    }

    /// <summary>
    /// The daemon sorts segments that overlap in whatever order. It starts when it needs neither of them: it reads from the end as far as they follow each other, and needs those
    /// behind its snapshot (seen with 6.0.4).
    /// </summary>
    private DatabaseFinding Overlap(SegmentContents segment, SegmentContents before)
    {
        var (reaction, text) = daemon.Snapshot is not { } snapshot ? (DaemonReaction.Refuses, "unexpected closed segment")
            : Math.Max(segment.Name.Last, before.Name.Last) > snapshot.Index ? (DaemonReaction.Refuses, $"is past last snapshot {snapshot.Name.Name}")
            : (DaemonReaction.Starts, "");
        return Found.Of(DatabaseFindingCode.Overlap, segment.Name.Name, reaction, null, text, before.Name.Name);
    }

    private DatabaseFinding Gap(SegmentContents behind, long from, long to)
    {
        var (reaction, text) = (DaemonReaction.Starts, "");
        if (daemon.Snapshot is null)
        {
            (reaction, text) = (DaemonReaction.Refuses, $"unexpected closed segment {behind.Name.Name}: first index should have been {from}");
        }
        else if (daemon.Loaded is [var first, ..] && first.Name.First > daemon.Snapshot.Index + 1)
        {
            (reaction, text) = (DaemonReaction.Refuses, $"closed segment {first.Name.Name} is past last snapshot {daemon.Snapshot.Name.Name}");
        }

        return Found.Of(DatabaseFindingCode.Gap, behind.Name.Name, reaction, null, text, $"{from}", $"{to}");
    }

    private IEnumerable<DatabaseFinding> Ends()
    {
        if (chosen is null)
        {
            yield break;
        }

        var reading = chosen.Reading;
        if (reading.Break == LogBreak.Gap)
        {
            var next = log.Closed.First(segment => segment.Name.First > reading.Last);
            yield return Gap(next, reading.Last + 1, next.Name.First - 1) with
            {
                Code = DatabaseFindingCode.Missing,
                Severity = RaftTexts.Severity(DatabaseFindingCode.Missing),
                Arguments = [$"{reading.Last + 1}"],
            };
        }
        else if (reading.Break == LogBreak.Unplaced)
        {
            var open = log.Open.First(segment => !segment.Good.IsEmpty || !segment.Behind.IsEmpty);
            yield return Found.Of(
                DatabaseFindingCode.OpenBehindSnapshot, open.Name.Name, DaemonReaction.LosesRest, null, "", $"{log.ClosedEnd}", $"{chosen.Start!.Index}");
        }
        else if (chosen.Start is { } start && !log.Closed.IsEmpty && log.ClosedEnd < start.Index && chosen.Servers.Length <= 1)
        {
            // A segment is closed when a snapshot is taken, so one must have ended there; a member of a cluster may get its snapshot from another.
            yield return Found.Of(
                DatabaseFindingCode.Gap, log.Closed[^1].Name.Name, DaemonReaction.StartsWithout, null, "", $"{log.ClosedEnd + 1}", $"{start.Index}");
        }
    }

    private IEnumerable<DatabaseFinding> Terms()
    {
        var highest = 0L;
        foreach (var segment in log.Closed.Concat(log.Open))
        {
            var isOrdered = true;
            foreach (var entry in segment.Good)
            {
                isOrdered &= entry.Term >= highest;
                highest = Math.Max(highest, entry.Term);
            }

            if (!isOrdered)
            {
                yield return Found.Of(DatabaseFindingCode.TermOrder, segment.Name.Name, DaemonReaction.Unknown, null, "");
            }
        }

        if (metadata is not null && highest > metadata.Term)
        {
            yield return Found.Of(DatabaseFindingCode.TermAhead, metadata.File, DaemonReaction.Starts, 16, "", $"{highest}", $"{metadata.Term}");
        }
    }
}
