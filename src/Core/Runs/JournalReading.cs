using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Recover.Core.Json;

namespace Recover.Core.Runs;

/// <summary>The lines of a journal and what they tell of its run. Immutable.</summary>
internal sealed record JournalReading(ImmutableList<JournalEntry> Entries)
{
    /// <summary>No lines.</summary>
    public static JournalReading Empty { get; } = new(ImmutableList<JournalEntry>.Empty);

    /// <summary>What the run is; the first line of each journal.</summary>
    public RunHeader Header => Entries[0].Header!;

    /// <summary>The last end that was written; null while there is none.</summary>
    public RunOutcome? Outcome => Entries.FindLast(entry => entry.Kind == JournalEntryKind.End)?.Outcome;

    /// <summary>True when the step was ever begun.</summary>
    public bool Began(RunStepName step) => Entries.Exists(entry => entry.Step == step && entry.State == RunStepState.Running);

    /// <summary>True when the step's last state is done.</summary>
    public bool IsDone(RunStepName step) => Entries.FindLast(entry => entry.Step == step)?.State == RunStepState.Done;

    /// <summary>True when a line of the kind is there.</summary>
    public bool Has(JournalEntryKind kind) => Entries.Exists(entry => entry.Kind == kind);

    /// <summary>True when a line of the kind was written since the step last began.</summary>
    public bool HasSince(JournalEntryKind kind, RunStepName step) =>
        Entries.FindLastIndex(entry => entry.Kind == kind) > Entries.FindLastIndex(entry => entry.Step == step && entry.State == RunStepState.Running);

    /// <summary>The same lines and one more.</summary>
    public JournalReading With(JournalEntry entry) => new(Entries.Add(entry));

    /// <summary>Reads a journal; null when it has no whole first line.</summary>
    public static JournalReading? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var (reading, _) = Parse(reader.ReadToEnd());
        return reading.Entries.IsEmpty || reading.Entries[0].Header is null ? null : reading;
    }

    /// <summary>The whole lines of a text, and their length in bytes; what follows the last of them is a torn line.</summary>
    public static (JournalReading Reading, long Length) Parse(string text)
    {
        var entries = ImmutableList.CreateBuilder<JournalEntry>();
        var start = 0;
        for (var end = text.IndexOf('\n', start); end >= 0; end = text.IndexOf('\n', start))
        {
            var entry = TryRead(text[start..end]);
            if (entry is null)
            {
                break;
            }

            entries.Add(entry);
            start = end + 1;
        }

        return (new JournalReading(entries.ToImmutable()), Encoding.UTF8.GetByteCount(text.AsSpan(0, start)));
    }

    /// <summary>The run that the lines tell of.</summary>
    /// <param name="directory">Where it lies.</param>
    /// <param name="manifest">What it saved; null when it has not saved.</param>
    /// <param name="interrupted">True when nobody works on it any more.</param>
    public RecoveryRun ToRun(RunDirectory directory, SavedManifest? manifest, bool interrupted)
    {
        var ended = Entries.FindLast(entry => entry.Kind == JournalEntryKind.End);
        return new RecoveryRun
        {
            Run = Header.Run,
            Kind = Header.Kind,
            Plan = Header.Plan,
            Undoes = Header.Undoes,
            By = Header.By,
            StartedAt = Entries[0].At,
            EndedAt = ended?.At,
            Outcome = ended?.Outcome ?? (interrupted ? RunOutcome.Interrupted : null),
            Steps = [.. Steps()],
            WaitingFor = ended is null && !interrupted ? Entries.FindLast(entry => entry.Kind == JournalEntryKind.Waiting)?.Detail : null,
            Error = ended is null ? null : Entries.Find(entry => entry.Kind == JournalEntryKind.End)?.Detail,
            SavedState = manifest is null ? null : directory.Saved,
            SavedFiles = manifest?.Files ?? [],
            Verification = Entries.FindLast(entry => entry.Kind == JournalEntryKind.Verified)?.Verification,
        };
    }

    private IEnumerable<RunStep> Steps()
    {
        var begun = Entries.Where(entry => entry.Step is not null).Select(entry => entry.Step!.Value);
        foreach (var name in Header.Steps.Concat(begun).Distinct().Order())
        {
            var own = Entries.FindAll(entry => entry.Step == name);
            var last = own.LastOrDefault();
            yield return new RunStep
            {
                Name = name,
                State = last?.State ?? RunStepState.Waiting,
                StartedAt = own.Find(entry => entry.State == RunStepState.Running)?.At,
                EndedAt = last?.State is RunStepState.Done or RunStepState.Failed or RunStepState.Skipped ? last.At : null,
                Detail = last?.Detail,
            };
        }
    }

    private static JournalEntry? TryRead(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(line, CoreJson.Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
