namespace Recover.Core.Runs;

/// <summary>
/// A run stopped where it was, without a roll-back: its journal could not be written any more, or its observer asked for it. It counts as interrupted.
/// </summary>
public sealed class RunAbandonedException(string run, Exception inner) : Exception(inner.Message, inner)
{
    /// <summary>The run's id.</summary>
    public string Run { get; } = run;
}
