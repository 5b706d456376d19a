using System.Collections.Immutable;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>An entry of the log. Its index is nowhere in the file and follows from its place. Immutable.</summary>
/// <param name="Term">Term in which it was written; 0 for an entry that stands in for a lost one.</param>
internal record RaftEntry(long Term)
{
    /// <summary>Stands in for the lost first entry of a server, which changes no page.</summary>
    public static RaftEntry Lost { get; } = new(0);
}

/// <summary>An entry that changes pages.</summary>
/// <param name="Term">Term.</param>
/// <param name="File">Where the pages are.</param>
/// <param name="Offset">Where the first is; the others follow.</param>
/// <param name="Pages">Their numbers, from 1.</param>
/// <param name="IsCommit">Whether it ends its transaction.</param>
internal sealed record FramesEntry(long Term, RaftFile File, long Offset, uint[] Pages, bool IsCommit) : RaftEntry(Term);

/// <summary>An entry that forgets the pages of a transaction that has not ended.</summary>
/// <param name="Term">Term.</param>
internal sealed record UndoEntry(long Term) : RaftEntry(Term);

/// <summary>An entry that says who takes part.</summary>
/// <param name="Term">Term.</param>
/// <param name="Servers">Who.</param>
internal sealed record ConfigurationEntry(long Term, ImmutableArray<RaftServer> Servers) : RaftEntry(Term);
