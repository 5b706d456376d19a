namespace Recover.Core.Runs;

/// <summary>
/// Told of every line that a run has written to its journal, in order and on the run's thread. An observer that throws leaves the run where it is,
/// as a kill of the process would: nothing is rolled back, and the run can be finished or undone later.
/// </summary>
public interface IRunObserver
{
    /// <summary>The line is on disk.</summary>
    /// <param name="run">The run as the journal tells it now.</param>
    /// <param name="entry">The new line.</param>
    void EntryWritten(RecoveryRun run, JournalEntry entry);
}
