namespace Recover.Core.Runs;

/// <summary>One line of a run's journal. Members that its kind does not use are null. Immutable.</summary>
public sealed record JournalEntry
{
    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it tells.</summary>
    public required JournalEntryKind Kind { get; init; }

    /// <summary><see cref="JournalEntryKind.Begin"/>: what the run is.</summary>
    public RunHeader? Header { get; init; }

    /// <summary><see cref="JournalEntryKind.Step"/>: which step.</summary>
    public RunStepName? Step { get; init; }

    /// <summary><see cref="JournalEntryKind.Step"/>: its new state.</summary>
    public RunStepState? State { get; init; }

    /// <summary>Counts and places, the exact error of a failed step or run, what the operator is asked to do; null when there is nothing to say.</summary>
    public string? Detail { get; init; }

    /// <summary><see cref="JournalEntryKind.Resume"/>: who took the run up again.</summary>
    public string? By { get; init; }

    /// <summary><see cref="JournalEntryKind.Verified"/>: the comparison.</summary>
    public Verification? Verification { get; init; }

    /// <summary><see cref="JournalEntryKind.End"/>: how it ended.</summary>
    public RunOutcome? Outcome { get; init; }
}
