namespace Recover.Core.Runs;

/// <summary>What a line of a run's journal tells.</summary>
public enum JournalEntryKind
{
    /// <summary>The run began; first line of each journal.</summary>
    Begin,

    /// <summary>A step changed its state.</summary>
    Step,

    /// <summary>The operator is asked to do something by hand, or no longer.</summary>
    Waiting,

    /// <summary>The run was taken up again after an interruption.</summary>
    Resume,

    /// <summary>The saved database stands where it was; what stood there before is kept in the run's directory.</summary>
    DatabasePutBack,

    /// <summary>The daemon ran again before the plan was written for it: the database holds nothing of the plan and belongs to that daemon.</summary>
    DaemonCameBack,

    /// <summary>What Incus shows was compared with the plan.</summary>
    Verified,

    /// <summary>The run ended; last line, but for a later undo.</summary>
    End,
}
