using System.Collections.Immutable;
using Recover.Core.Databases.Kept;
using Recover.Core.Databases.Raft;

namespace Recover.Core.Databases;

/// <summary>
/// An earlier or damaged state of the database that lies beside the one in use: what it knows can be proposed for what is missing. Immutable.
/// </summary>
public sealed record OldDatabase
{
    /// <summary>Name of the directory below <c>database</c> that it was read from, such as <c>global.bak</c>; of a file of definitions its name.</summary>
    public required string Directory { get; init; }

    /// <summary>What was read there.</summary>
    public required CandidateSource Source { get; init; }

    /// <summary>True when <c>recover export-definitions</c> wrote it.</summary>
    public bool IsExport { get; init; }

    /// <summary>When its newest file was written, UTC.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>Its records.</summary>
    public required DatabaseContents Contents { get; init; }

    /// <summary>Everything it says of its custom volumes.</summary>
    public ImmutableArray<RecordedVolume> Volumes { get; init; } = [];

    /// <summary>
    /// Everything it says of its instances, of which no newer state knows; none of a state whose last entries may be missing, because nobody can tell then
    /// whether a backup file is newer.
    /// </summary>
    public ImmutableArray<RecordedInstance> Instances { get; init; } = [];

    /// <summary>
    /// What it knows and no pool can tell, such as access rules, forwards, certificates and settings; only for a database in use that nothing was put into yet.
    /// </summary>
    public ImmutableArray<KeptRecord> Kept { get; init; } = [];
}
