namespace Recover.Core.Runs;

/// <summary>A run under way in this process; it goes on whether or not anybody waits for it.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Completion">The run as it ended. Never fails: a run that had to be left where it was is returned as interrupted.</param>
public sealed record ActiveRun(string Run, Task<RecoveryRun> Completion);
