using System.Collections.Immutable;
using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>States of the database that one starting point and the log behind it give. Not thread-safe.</summary>
/// <param name="Start">The snapshot; null for the first entry.</param>
/// <param name="Reading">The log behind it.</param>
internal sealed record RaftState(SnapshotContents? Start, LogReading Reading)
{
    private static readonly RaftServer Standalone = new(1, "1", RaftRole.Voter);

    private readonly Lazy<PageMap> _lastGood = new(() => Replay.Play(Start?.Pages, Reading.Good.AsSpan()));

    /// <summary>The database at the last good entry.</summary>
    public PageMap LastGood => _lastGood.Value;

    /// <summary>Term of the last good entry.</summary>
    public long LastTerm => Reading.Good is [.., var last] && last != RaftEntry.Lost ? last.Term : Start?.Term ?? 0;

    /// <summary>The servers that the log, or else the snapshot, names last; where the first segment is lost, what it says on every standalone host.</summary>
    public ImmutableArray<RaftServer> Servers =>
        Reading.Good.OfType<ConfigurationEntry>().LastOrDefault()?.Servers
        ?? Start?.Servers
        ?? (Reading.Good is [var first, ..] && first == RaftEntry.Lost ? [Standalone] : []);

    /// <summary>The database with the intact entries behind the damage; null when there are none.</summary>
    public PageMap? Salvaged() => Reading.Behind.IsEmpty ? null : Replay.Play(LastGood, Reading.Behind.AsSpan());

    /// <summary>The database after an entry; null when it does not reach there.</summary>
    public PageMap? At(long index) => index >= Reading.Base && index > 0 && index <= Reading.Last
        ? Replay.Play(Start?.Pages, Reading.Good.AsSpan()[..(int)(index - Reading.Base)])
        : null;
}
