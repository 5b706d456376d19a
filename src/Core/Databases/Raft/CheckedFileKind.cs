namespace Recover.Core.Databases.Raft;

/// <summary>What a file of a raft directory is, told by its name.</summary>
public enum CheckedFileKind
{
    /// <summary><c>metadata1</c>, <c>metadata2</c>: term and vote.</summary>
    Metadata,

    /// <summary><c>FIRST-LAST</c>: a finished part of the log.</summary>
    ClosedSegment,

    /// <summary><c>open-N</c>: the part of the log that is being written.</summary>
    OpenSegment,

    /// <summary><c>snapshot-TERM-INDEX-TIME</c>: the whole database at an entry.</summary>
    Snapshot,

    /// <summary><c>snapshot-….meta</c>: the description of a snapshot.</summary>
    SnapshotMeta,

    /// <summary><c>db.bin</c> and <c>db.bin-wal</c>: written at a clean stop, never read by the daemon.</summary>
    Dump,

    /// <summary><c>corrupt-…</c>: a segment that the daemon set aside in an earlier start.</summary>
    SetAside,

    /// <summary><c>tmp-…</c>: an unfinished file, deleted by the daemon at its start.</summary>
    Temporary,

    /// <summary>Anything else; the daemon ignores it.</summary>
    Unknown,
}
