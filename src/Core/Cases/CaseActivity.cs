using Recover.Core.Runs;
using Recover.Core.Scanning;

namespace Recover.Core.Cases;

/// <summary>What is under way in a case now; all null when nothing is. Immutable.</summary>
public sealed record CaseActivity
{
    /// <summary>Nothing is under way.</summary>
    public static CaseActivity Idle { get; } = new();

    /// <summary>The scan's progress while one runs.</summary>
    public ScanProgress? Scan { get; init; }

    /// <summary>When the scan began, UTC.</summary>
    public DateTimeOffset? ScanStartedAt { get; init; }

    /// <summary>The run while one is under way, waiting steps included.</summary>
    public RecoveryRun? Run { get; init; }

    /// <summary>The instance that is being started now.</summary>
    public InstanceStart? Start { get; init; }

    /// <summary>True when something is under way.</summary>
    public bool Busy => Scan is not null || Run is not null || Start is not null;
}
