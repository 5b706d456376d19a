using System.Collections.Immutable;
using Recover.Core.Databases.Raft;

namespace Recover.Core.Databases.Candidates;

/// <summary>What one state of a database has that another lacks, by natural key. Immutable.</summary>
/// <param name="With">The other.</param>
/// <param name="Alone">By kind; empty when it has nothing that the other lacks.</param>
public sealed record CandidateComparison(CandidateSource With, ImmutableArray<RecordDifference> Alone);
