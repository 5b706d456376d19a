namespace Recover.Core.Runs;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>The plan is in; the verification says whether Incus shows it.</summary>
    Applied,

    /// <summary>Something failed and everything was put back.</summary>
    RolledBack,

    /// <summary>Something failed and not everything could be put back; the error says what.</summary>
    Failed,

    /// <summary>The rehearsal passed; nothing was written.</summary>
    Rehearsed,

    /// <summary>The saved state is back.</summary>
    Undone,

    /// <summary>The program was ended in the middle; the run can be finished or undone.</summary>
    Interrupted,
}
