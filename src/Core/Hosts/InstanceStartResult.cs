namespace Recover.Core.Hosts;

/// <summary>How the start of an instance went. Immutable.</summary>
/// <param name="Running">True when it runs.</param>
/// <param name="Error">The daemon's own words when it does not.</param>
/// <param name="Log">The end of the instance's own log; null when there is none.</param>
public sealed record InstanceStartResult(bool Running, string? Error, string? Log)
{
    /// <summary>It runs.</summary>
    public static InstanceStartResult Started { get; } = new(true, null, null);
}
