namespace Recover.Core.Runs;

/// <summary>State of one step.</summary>
public enum RunStepState
{
    Waiting,
    Running,
    Done,
    Skipped,
    Failed,
}
