namespace Recover.Core.Runs;

/// <summary>A run was not started; nothing was written.</summary>
public sealed class RunRefusedException(RunRefusal reason, string message) : Exception(message)
{
    /// <summary>Why, for choosing words.</summary>
    public RunRefusal Reason { get; } = reason;
}
