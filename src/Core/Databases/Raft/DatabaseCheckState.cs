namespace Recover.Core.Databases.Raft;

/// <summary>What a check of a database directory came to.</summary>
public enum DatabaseCheckState
{
    /// <summary>Everything a start needs is there and right; a write torn by a crash at the very end counts as right.</summary>
    Healthy,

    /// <summary>Something is wrong or missing, but a database could be read.</summary>
    Damaged,

    /// <summary>There are files of a database, but none can be read from them.</summary>
    Unreadable,

    /// <summary>There is no database.</summary>
    Missing,
}
