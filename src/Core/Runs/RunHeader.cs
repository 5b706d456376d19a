using System.Collections.Immutable;

namespace Recover.Core.Runs;

/// <summary>What a run is: the first line of its journal. Immutable.</summary>
public sealed record RunHeader
{
    /// <summary>Run id, also the name of its directory.</summary>
    public required string Run { get; init; }

    /// <summary>What it does.</summary>
    public required RunKind Kind { get; init; }

    /// <summary>Id of the plan; for an undo that of the plan undone; a restored database has no plan, but the id of its run.</summary>
    public required string Plan { get; init; }

    /// <summary>For an undo the run undone.</summary>
    public string? Undoes { get; init; }

    /// <summary>Who confirmed it.</summary>
    public required string By { get; init; }

    /// <summary>Id that the asking page made up, so that a second click starts nothing; null for runs without one.</summary>
    public string? RequestId { get; init; }

    /// <summary>The Incus directory it works on.</summary>
    public required string IncusDirectory { get; init; }

    /// <summary>Whether the daemon answered when the run began; then a roll-back or an undo starts it again.</summary>
    public required bool DaemonWasRunning { get; init; }

    /// <summary>The steps the run will take, in order.</summary>
    public required ImmutableArray<RunStepName> Steps { get; init; }
}
