using System.Collections.Immutable;

namespace Recover.Core.Runs;

/// <summary>
/// One run as its journal tells it: also the JSON that <c>apply</c> prints. Immutable; the journal on disk is the truth.
/// </summary>
public sealed record RecoveryRun
{
    /// <summary>Run id: UTC time and 6 random hex digits, such as <c>20261123-140212-9f03ab</c>; also the name of its directory.</summary>
    public required string Run { get; init; }

    public required RunKind Kind { get; init; }

    /// <summary>Id of the plan; for an undo that of the plan undone.</summary>
    public required string Plan { get; init; }

    /// <summary>For an undo the run undone.</summary>
    public string? Undoes { get; init; }

    /// <summary>Who confirmed it.</summary>
    public required string By { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Null while it is under way in this process.</summary>
    public RunOutcome? Outcome { get; init; }

    public ImmutableArray<RunStep> Steps { get; init; } = [];

    /// <summary>What the operator is asked to do by hand now, such as stopping the daemon; null when nothing.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>The error that ended it, with what was tried; null when none.</summary>
    public string? Error { get; init; }

    /// <summary>Directory with the saved copies; null before the save.</summary>
    public string? SavedState { get; init; }

    /// <summary>The saved copies, for the report.</summary>
    public ImmutableArray<SavedFile> SavedFiles { get; init; } = [];

    public Verification? Verification { get; init; }
}
