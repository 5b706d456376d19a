namespace Recover.Core.Databases.Raft;

/// <summary>How an extraction ended.</summary>
public enum ExtractOutcome
{
    /// <summary>The file is written.</summary>
    Written,

    /// <summary>No database can be read from the directory.</summary>
    NothingReadable,

    /// <summary>The entry asked for can't be reached.</summary>
    EntryOutOfReach,

    /// <summary>There is nothing to salvage, or what it gives is not sound.</summary>
    NoSalvage,
}
