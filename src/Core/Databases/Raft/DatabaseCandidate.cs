using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Recover.Core.Databases.Candidates;

namespace Recover.Core.Databases.Raft;

/// <summary>A state of the database that can be extracted or restored. Immutable.</summary>
public sealed record DatabaseCandidate
{
    /// <summary>Where it comes from.</summary>
    public required CandidateSource Source { get; init; }

    /// <summary>Index of its last entry; null when it does not come from a log.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? LastIndex { get; init; }

    /// <summary>Rows by table.</summary>
    public ImmutableSortedDictionary<string, long> Tables { get; init; } = DatabaseCheck.NoTables;

    /// <summary>What it has that each of the other candidates lacks; empty when they were not compared.</summary>
    public ImmutableArray<CandidateComparison> Compared { get; init; } = [];
}
