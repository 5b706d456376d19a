using System.Collections.Immutable;
using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>The log as it is read from one starting point. Immutable.</summary>
/// <param name="Base">Index that it starts behind.</param>
internal sealed record LogReading(long Base)
{
    /// <summary>Entries without a hole; the first has the index <see cref="Base"/> + 1.</summary>
    public ImmutableArray<RaftEntry> Good { get; init; } = [];

    /// <summary>Intact entries behind the first hole, in order.</summary>
    public ImmutableArray<RaftEntry> Behind { get; init; } = [];

    /// <summary>Index of the last of them.</summary>
    public long BehindLast { get; init; }

    public LogBreak Break { get; init; }

    public long Last => Base + Good.Length;
}
