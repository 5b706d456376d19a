namespace Recover.Core.Cases;

/// <summary>One entry of the event log: what happened in a case, or a sign-in, which belongs to no case. Immutable.</summary>
/// <param name="At">UTC.</param>
/// <param name="By">Operator's name, or <c>recover</c>.</param>
/// <param name="What">Plain words.</param>
public sealed record CaseEvent(DateTimeOffset At, string By, string What)
{
    /// <summary>Its place in the chain; null until it is stored.</summary>
    public LogSeal? Seal { get; init; }
}
