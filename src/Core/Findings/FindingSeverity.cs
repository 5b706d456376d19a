namespace Recover.Core.Findings;

/// <summary>How much a finding stands in the way of the item it is about.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing is lost.</summary>
    Info,

    /// <summary>The item comes back, but not exactly as it was, or it needs a look.</summary>
    Warning,

    /// <summary>The item comes back, and it holds something that reaches beyond it: a person should look at it before accepting it.</summary>
    Risk,

    /// <summary>The item does not come back without a person.</summary>
    Error,
}
