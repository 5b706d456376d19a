namespace Recover.Core.Runs;

/// <summary>Steps of a run, in order. Those a run does not need are skipped.</summary>
public enum RunStepName
{
    /// <summary>The statements are tried on a copy of the database and the result is checked.</summary>
    Rehearse,

    /// <summary>The daemon is stopped; instances go on running.</summary>
    StopDaemon,

    /// <summary>Database, images, network leftovers and backup files are copied with checksums.</summary>
    Save,

    /// <summary>The chosen state of the database is read, made into a start-up patch and tried on an empty database.</summary>
    Extract,

    /// <summary>A missing database is made by starting the daemon once; then the statements are rehearsed on it.</summary>
    CreateDatabase,

    /// <summary>The saved files are put back: the work of an undo, and of a run that failed after its save.</summary>
    Restore,

    /// <summary>The start-up patch, links and directories are written.</summary>
    Write,

    /// <summary>The daemon is started and applies the patch in its own transaction.</summary>
    StartDaemon,

    /// <summary>What Incus shows is compared with the plan.</summary>
    Verify,
}
