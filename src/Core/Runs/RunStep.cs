namespace Recover.Core.Runs;

/// <summary>One step of a run. Immutable.</summary>
public sealed record RunStep
{
    public required RunStepName Name { get; init; }
    public required RunStepState State { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Counts and places, such as "12 statements, 481 rows"; or the exact error text of a failed step.</summary>
    public string? Detail { get; init; }
}
