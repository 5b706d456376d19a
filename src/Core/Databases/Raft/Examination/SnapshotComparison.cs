using System.Collections.Immutable;
using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>
/// Compares each snapshot with what the log makes of the first entry, or of an older snapshot: the only way to notice damage inside its data, which has no
/// checksum and which the daemon serves without a word.
/// </summary>
internal sealed class SnapshotComparison(FileBytes bytes, SegmentLog log)
{
    private readonly byte[] _one = new byte[PageMap.PageSize];
    private readonly byte[] _other = new byte[PageMap.PageSize];

    /// <summary>A verdict for each, in the same order.</summary>
    /// <param name="snapshots">Newest first.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public ImmutableArray<SnapshotVerdict> Of(ImmutableArray<SnapshotContents> snapshots, CancellationToken cancellationToken)
    {
        var verdicts = new SnapshotVerdict[snapshots.Length];
        for (var i = snapshots.Length - 1; i >= 0; i--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            verdicts[i] = Of(snapshots[i], verdicts.Skip(i + 1).Reverse().Where(older => older.IsTrusted).Select(older => older.Snapshot));
        }

        return [.. verdicts];
    }

    private SnapshotVerdict Of(SnapshotContents snapshot, IEnumerable<SnapshotContents> older)
    {
        if (!snapshot.IsUsable)
        {
            return new SnapshotVerdict(snapshot, SnapshotProof.Untold);
        }

        foreach (var start in older.Where(one => one.Index < snapshot.Index).Prepend(null))
        {
            var reading = log.ReadFrom(start?.Index ?? 0);
            var count = snapshot.Index - reading.Base;
            if (reading.Good.Length >= count && Replay.Play(start?.Pages, reading.Good.AsSpan()[..(int)count]) is { Missing: 0, Highest: > 0 } replayed)
            {
                return Compare(snapshot, replayed, start);
            }
        }

        return new SnapshotVerdict(snapshot, SnapshotProof.Untold);
    }

    private SnapshotVerdict Compare(SnapshotContents snapshot, PageMap replayed, SnapshotContents? start)
    {
        var verdict = new SnapshotVerdict(snapshot, SnapshotProof.Proved);
        var pages = snapshot.Pages!;
        for (var page = 1u; page <= Math.Max(pages.Highest, replayed.Highest) && page != 0; page++)
        {
            if (IsSame(pages[page], replayed[page]))
            {
                continue;
            }

            // A page that is still where the older snapshot has it was not written since.
            var isWritten = start is null || replayed[page] != start.Pages![page];
            verdict = verdict with
            {
                Proof = isWritten || verdict.Proof == SnapshotProof.Disproved ? SnapshotProof.Disproved : SnapshotProof.Doubtful,
                Different = verdict.Different + 1,
                First = verdict.First == 0 ? page : verdict.First,
                Offset = verdict.First == 0 ? pages[page]?.Offset : verdict.Offset,
            };
        }

        return verdict;
    }

    private bool IsSame((RaftFile File, long Offset)? one, (RaftFile File, long Offset)? other)
    {
        if (one is null || other is null)
        {
            return one is null && other is null;
        }

        bytes.Read(one.Value.File, one.Value.Offset, _one);
        bytes.Read(other.Value.File, other.Value.Offset, _other);
        return _one.AsSpan().SequenceEqual(_other);
    }
}
