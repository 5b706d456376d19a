using Recover.Core.Runs;

namespace Recover.Tests.Unit.Core.Runs;

/// <summary>Counts a run's journal lines and stops it after a given one, as a kill would.</summary>
internal sealed class RecordingObserver(int killAfter = int.MaxValue, Func<JournalEntry, bool>? killAt = null) : IRunObserver
{
    public List<JournalEntry> Entries { get; } = [];

    public void EntryWritten(RecoveryRun run, JournalEntry entry)
    {
        Entries.Add(entry);
        if (Entries.Count == killAfter || killAt?.Invoke(entry) == true)
        {
            throw new InvalidOperationException("killed");
        }
    }
}
