using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Recover.Core.Databases.Raft;

/// <summary>What was found in a directory of the global database, file by file, and what can be read from it. Immutable.</summary>
public sealed record DatabaseCheck
{
    /// <summary>The outcome in a word.</summary>
    public required DatabaseCheckState State { get; init; }

    /// <summary>The raft directory (<c>global</c>) that was read.</summary>
    public required string Directory { get; init; }

    /// <summary>Where <see cref="Tables"/> were read from; null when nothing could be read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public CandidateSource? Source { get; init; }

    /// <summary>Index of the last entry up to which nothing is missing; null when not read from the log.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? LastGoodIndex { get; init; }

    /// <summary>Term of that entry.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? LastTerm { get; init; }

    /// <summary>Name of the snapshot that the reading starts from; null when it starts from the first entry.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? BaseSnapshot { get; init; }

    /// <summary>True when the last write of an open segment is incomplete, as after a crash.</summary>
    public bool TornTail { get; init; }

    /// <summary>Files of the directory in ordinal order of their names.</summary>
    public ImmutableArray<CheckedFile> Files { get; init; } = [];

    /// <summary>Everything that is wrong or worth knowing, the worst first.</summary>
    public ImmutableArray<DatabaseFinding> Findings { get; init; } = [];

    /// <summary>Rows by table of what was read.</summary>
    public ImmutableSortedDictionary<string, long> Tables { get; init; } = NoTables;

    /// <summary>What can be extracted or restored; the first is what was read.</summary>
    public ImmutableArray<DatabaseCandidate> Candidates { get; init; } = [];

    /// <summary>The servers of the last configuration in the log or the snapshot; empty when none was read.</summary>
    public ImmutableArray<RaftServer> Configuration { get; init; } = [];

    /// <summary>The metadata file that counts; null when none can be read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public RaftMetadata? Metadata { get; init; }

    /// <summary>No tables.</summary>
    internal static ImmutableSortedDictionary<string, long> NoTables { get; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);
}
