namespace Recover.Core.Runs;

/// <summary>What a run does.</summary>
public enum RunKind
{
    /// <summary>Applies a plan.</summary>
    Apply,

    /// <summary>Tries the plan on a copy and stops before writing.</summary>
    Rehearsal,

    /// <summary>Puts a state of the database back that was read from its files.</summary>
    Restore,

    /// <summary>Puts the saved state of an earlier run back.</summary>
    Undo,
}
