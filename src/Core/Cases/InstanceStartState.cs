namespace Recover.Core.Cases;

/// <summary>How a start stands.</summary>
public enum InstanceStartState
{
    /// <summary>The daemon is at it.</summary>
    Starting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It did not start.</summary>
    Failed,

    /// <summary>Recover ended before the daemon said how it went.</summary>
    Unclear,
}
