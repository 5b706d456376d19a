namespace Recover.Core.Databases.Raft;

/// <summary>How a file of a raft directory was found.</summary>
public enum CheckedFileState
{
    /// <summary>Everything in it that can be checked is right.</summary>
    Intact,

    /// <summary>An open segment whose last write is incomplete, as after a crash.</summary>
    Torn,

    /// <summary>Something in it is wrong.</summary>
    Damaged,

    /// <summary>An open segment that nothing was written to.</summary>
    Unused,

    /// <summary>Not read: it does not count for the database.</summary>
    Ignored,
}
