using Recover.Core.Databases.Raft;

namespace Recover.Core.Databases.Candidates;

/// <summary>Which state of a database is wanted. Immutable.</summary>
public sealed record CandidateRequest
{
    /// <summary>Where from; null for the best that can be read: the log, or else <c>db.bin</c>.</summary>
    public CandidateSource? Source { get; init; }

    /// <summary>State after this entry, from 1; null for the last one. Only for what comes from a log.</summary>
    public long? At { get; init; }

    /// <summary>True when what is wanted is the newest state of the log, which grows while the daemon runs.</summary>
    internal bool IsNewestOfLog => Source is null or CandidateSource.Raft or CandidateSource.Salvage or CandidateSource.SetAside && At is null;
}
