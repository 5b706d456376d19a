namespace Recover.Core.Databases;

/// <summary>Where the contents of the global database were read from.</summary>
public enum DatabaseSource
{
    /// <summary>The running daemon's SQL dump.</summary>
    Daemon,

    /// <summary>Snapshot and log of a daemon that does not run, however it ended.</summary>
    Log,

    /// <summary><c>db.bin</c> and its WAL of a cleanly stopped daemon, read on a copy, because its log can't be read.</summary>
    StoppedDaemon,

    /// <summary>Nothing is there; what a daemon of this version makes on an empty directory stands in for it.</summary>
    FreshTemplate,
}
