using System.Collections.Immutable;

namespace Recover.Core.Databases.Raft;

/// <summary>What an extraction gave. Immutable.</summary>
public sealed record DatabaseExtract
{
    /// <summary>How it ended; no file is left unless written.</summary>
    public required ExtractOutcome Outcome { get; init; }

    /// <summary>Where it was read from; null when nothing was written.</summary>
    public CandidateSource? Source { get; init; }

    /// <summary>Index of the last entry in it; null when it does not come from a log.</summary>
    public long? LastIndex { get; init; }

    /// <summary>The earliest entry that <see cref="ExtractRequest.At"/> can ask for; null when there is none.</summary>
    public long? FirstReachable { get; init; }

    /// <summary>The latest one.</summary>
    public long? LastReachable { get; init; }

    /// <summary>Rows by table.</summary>
    public ImmutableSortedDictionary<string, long> Tables { get; init; } = DatabaseCheck.NoTables;

    /// <summary>What SQLite's own checks say against it, in their words; empty when it is sound.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];
}
