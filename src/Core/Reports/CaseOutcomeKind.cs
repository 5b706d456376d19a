namespace Recover.Core.Reports;

/// <summary>How a case stands.</summary>
public enum CaseOutcomeKind
{
    /// <summary>Only looked at; nothing was changed.</summary>
    Looking,

    /// <summary>A run is under way.</summary>
    Running,

    /// <summary>Everything that was found is back.</summary>
    Whole,

    /// <summary>The plan is in; something did not come back or differs.</summary>
    Partly,

    /// <summary>A state of the database was put back.</summary>
    Restored,

    /// <summary>The last run failed and everything was put back.</summary>
    RolledBack,

    /// <summary>The last run failed and not everything could be put back.</summary>
    Failed,

    /// <summary>The last run was interrupted.</summary>
    Interrupted,

    /// <summary>What was applied has been undone.</summary>
    Undone,
}
