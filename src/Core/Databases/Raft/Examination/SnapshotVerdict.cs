using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>How a snapshot compares with a replay of the log to its index. Immutable.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Proof">The outcome.</param>
internal sealed record SnapshotVerdict(SnapshotContents Snapshot, SnapshotProof Proof)
{
    /// <summary>Number of pages that differ.</summary>
    public int Different { get; init; }

    /// <summary>The first of them; 0 when there is none.</summary>
    public uint First { get; init; }

    /// <summary>Where it lies in the snapshot; null when it is missing there.</summary>
    public long? Offset { get; init; }

    /// <summary>What SQLite says against it; empty when it was not asked or said nothing.</summary>
    public string Problem { get; init; } = "";

    /// <summary>True when it can be built on.</summary>
    public bool IsTrusted => Snapshot.IsUsable && Proof != SnapshotProof.Disproved && Problem.Length == 0;
}
