namespace Recover.Core.Databases.Raft.Examination;

/// <summary>What the log says of a snapshot's data, which nothing else guards.</summary>
internal enum SnapshotProof
{
    /// <summary>The log does not reach far enough back to tell.</summary>
    Untold,

    /// <summary>Every page is as the log says.</summary>
    Proved,

    /// <summary>Pages that the log wrote are different.</summary>
    Disproved,

    /// <summary>It and an older snapshot differ in pages that the log did not write: one of the two is wrong.</summary>
    Doubtful,
}
