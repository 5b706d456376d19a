namespace Recover.Core.Databases.Raft.Examination;

/// <summary>Why a reading of the log ended.</summary>
internal enum LogBreak
{
    /// <summary>It came to the end.</summary>
    End,

    /// <summary>A segment is not right; intact entries may follow.</summary>
    Fault,

    /// <summary>A segment is missing.</summary>
    Gap,

    /// <summary>There are open segments whose place is not known.</summary>
    Unplaced,
}
