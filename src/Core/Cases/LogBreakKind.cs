namespace Recover.Core.Cases;

/// <summary>What is wrong at a place of the event log.</summary>
public enum LogBreakKind
{
    /// <summary>The entry is not as it was written.</summary>
    Altered,

    /// <summary>Entries before it are gone, or it was put in later.</summary>
    Gap,

    /// <summary>What is stored of a case is not what its last entry says: it was changed beside the log, or later entries are gone.</summary>
    CaseAltered,

    /// <summary>No entry has the SHA-256 that was printed: entries are gone, or the chain was made anew.</summary>
    PrintedUnknown,
}
