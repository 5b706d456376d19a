using System.Collections.Immutable;
using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>One reading of a log: gives entries their indexes until something is missing, then collects what is intact behind. Used once.</summary>
internal sealed class LogPlacement(SegmentLog log, long start)
{
    private readonly ImmutableArray<RaftEntry>.Builder _good = ImmutableArray.CreateBuilder<RaftEntry>();
    private readonly ImmutableArray<RaftEntry>.Builder _behind = ImmutableArray.CreateBuilder<RaftEntry>();
    private long _next = start + 1;
    private LogBreak _break = LogBreak.End;
    private bool _isCut;

    public LogReading Read()
    {
        if (start == 0 && log.IsBootstrapLost)
        {
            Add(RaftEntry.Lost);
        }

        ReadClosed();
        if (_break is LogBreak.End or LogBreak.Fault)
        {
            ReadOpen();
        }

        return new LogReading(start)
        {
            Good = _good.ToImmutable(),
            Behind = _behind.ToImmutable(),
            BehindLast = _next - 1,
            Break = _break,
        };
    }

    private void ReadClosed()
    {
        while (log.Holding(_next) is { } segment)
        {
            var known = (int)Math.Min(_next - segment.Name.First, segment.Good.Length);
            if (!segment.IsSound)
            {
                ReadFaulty(segment, known);
                continue;
            }

            AddAll(segment.Good.AsSpan()[known..]);
        }

        if (_next <= log.ClosedEnd)
        {
            _break = _break == LogBreak.Fault ? LogBreak.Fault : LogBreak.Gap;
            _isCut = true;
        }
    }

    // A segment whose entries are not those its name says. Of the last one, what is good goes to its true end.
    private void ReadFaulty(SegmentContents segment, int known)
    {
        var isLast = segment.Name.Last == log.ClosedEnd && segment.Faults.IsEmpty;
        var end = isLast ? segment.Good.Length : (int)Math.Min(segment.Good.Length, segment.Declared);
        AddAll(segment.Good.AsSpan()[known..Math.Max(known, end)]);
        _break = LogBreak.Fault;
        AddAll(segment.Behind.AsSpan());

        // The next segment's name says where it goes on, whatever was lost here.
        _next = Math.Max(_next, segment.Name.Last + 1);
    }

    private void ReadOpen()
    {
        if (_isCut || !log.HasOpenEntries)
        {
            return;
        }

        // Behind a snapshot that the closed segments do not reach, nothing says where the open ones belong.
        if (!log.Closed.IsEmpty && log.ClosedEnd < start && _break == LogBreak.End)
        {
            _break = LogBreak.Unplaced;
        }

        foreach (var segment in log.Open)
        {
            if (!segment.HasFormat && !segment.IsUnused && segment.Format is not null)
            {
                _break = LogBreak.Fault;
            }

            AddAll(segment.Good.AsSpan());
            if (segment.IsTorn && !IsLastUsed(segment))
            {
                _break = LogBreak.Fault;
            }

            if (!segment.Faults.IsEmpty && !segment.IsTorn)
            {
                _break = _break == LogBreak.Unplaced ? _break : LogBreak.Fault;
                _next += segment.Skipped;
            }

            AddAll(segment.Behind.AsSpan());
        }
    }

    private bool IsLastUsed(SegmentContents segment) =>
        log.Open.All(other => other.Name.First <= segment.Name.First || (other.Good.IsEmpty && other.Behind.IsEmpty));

    private void AddAll(ReadOnlySpan<RaftEntry> entries)
    {
        foreach (var entry in entries)
        {
            Add(entry);
        }
    }

    private void Add(RaftEntry entry)
    {
        (_break == LogBreak.End ? _good : _behind).Add(entry);
        _next++;
    }
}
