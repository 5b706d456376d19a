using Recover.Core.Storage;

namespace Recover.Core.Reports;

/// <summary>One thing found on a pool and what became of it. Immutable.</summary>
public sealed record ReportItem
{
    public required string Pool { get; init; }
    public required string Project { get; init; }
    public required string Name { get; init; }
    public required VolumeType Type { get; init; }

    /// <summary>True for a plain file among the volumes, which counts as nothing lost.</summary>
    public bool IsStray { get; init; }

    public required int Snapshots { get; init; }
    public required ReportItemState State { get; init; }

    /// <summary>Why it is not back or not whole, in plain words; null when there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>The exact error text; null when there is none.</summary>
    public string? Raw { get; init; }

    /// <summary>Last change of its backup file, UTC: how new its record is; null without one.</summary>
    public DateTimeOffset? RecordedAt { get; init; }
}
