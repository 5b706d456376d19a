namespace Recover.Core.Reports;

/// <summary>What became of a thing found on a pool.</summary>
public enum ReportItemState
{
    /// <summary>The database had it all the time.</summary>
    Known,

    /// <summary>It is back.</summary>
    Back,

    /// <summary>It is in the plan, which is not applied.</summary>
    Planned,

    /// <summary>It was left out: broken, or by decision.</summary>
    LeftOut,

    /// <summary>Nobody has decided yet.</summary>
    Open,
}
