namespace Recover.Core.Hosts;

/// <summary>How the global database was found, before anything is read from it.</summary>
public enum DatabaseCondition
{
    /// <summary>A running daemon serves it.</summary>
    Served,

    /// <summary>The daemon stopped cleanly: <c>db.bin</c> equals the log (no <c>open-*</c> segment is left).</summary>
    StoppedCleanly,

    /// <summary>The daemon was killed: <c>db.bin</c>, if any, may be older than the log.</summary>
    StoppedUncleanly,

    /// <summary>There is none.</summary>
    Missing,
}
