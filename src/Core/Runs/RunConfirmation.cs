namespace Recover.Core.Runs;

/// <summary>Who wants a run, and the proof that it is wanted on this host. Immutable.</summary>
public sealed record RunConfirmation
{
    /// <summary>Operator's name.</summary>
    public required string By { get; init; }

    /// <summary>The host name as typed; must be this host's. Not looked at for a rehearsal.</summary>
    public string? TypedHostName { get; init; }

    /// <summary>Id that the asking page made up; null where a second click can't happen.</summary>
    public string? RequestId { get; init; }

    /// <summary>True to try the plan on a copy and stop before writing.</summary>
    public bool RehearseOnly { get; init; }
}
