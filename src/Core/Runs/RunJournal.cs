using System.Text;
using System.Text.Json;
using Recover.Core.Json;

namespace Recover.Core.Runs;

/// <summary>
/// The journal of one run: appended only, each line on disk before the work goes on. The one owner of a run's state while it is under way; used by
/// one thread at a time.
/// </summary>
internal sealed class RunJournal : IDisposable
{
    private readonly FileStream _stream;
    private readonly TimeProvider _time;
    private readonly IRunObserver? _observer;
    private SavedManifest? _manifest;

    private RunJournal(RunDirectory directory, FileStream stream, JournalReading reading, TimeProvider time, IRunObserver? observer)
    {
        Directory = directory;
        _stream = stream;
        Reading = reading;
        _time = time;
        _observer = observer;
    }

    /// <summary>The run's directory.</summary>
    public RunDirectory Directory { get; }

    /// <summary>What has been written so far.</summary>
    public JournalReading Reading { get; private set; }

    /// <summary>Makes the run's directory (0700) and the journal's first line.</summary>
    public static RunJournal Create(RunDirectory directory, RunHeader header, TimeProvider time, IRunObserver? observer)
    {
        System.IO.Directory.CreateDirectory(directory.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var stream = Open(directory, FileMode.CreateNew);
        var journal = new RunJournal(directory, stream, JournalReading.Empty, time, observer);
        DurableFile.FlushDirectory(Path.GetDirectoryName(directory.Root)!);
        DurableFile.FlushDirectory(directory.Root);
        journal.Append(new JournalEntry { At = time.GetUtcNow(), Kind = JournalEntryKind.Begin, Header = header });
        return journal;
    }

    /// <summary>Opens the journal of an earlier run for further lines; a torn last line, which nobody acted on, is cut off.</summary>
    public static RunJournal Continue(RunDirectory directory, TimeProvider time, IRunObserver? observer)
    {
        var stream = Open(directory, FileMode.Open);
        var (reading, length) = JournalReading.Parse(ReadAll(stream));
        stream.SetLength(length);
        stream.Seek(0, SeekOrigin.End);
        return new RunJournal(directory, stream, reading, time, observer);
    }

    /// <summary>Writes a line and makes it durable.</summary>
    /// <exception cref="RunAbandonedException">It could not be written, or the observer asked to stop here.</exception>
    public void Append(JournalEntry entry)
    {
        try
        {
            var line = JsonSerializer.SerializeToUtf8Bytes(entry, CoreJson.Compact);
            _stream.Write([.. line, (byte)'\n']);
            _stream.Flush(flushToDisk: true);
            Reading = Reading.With(entry);
            if (_observer is not null)
            {
                // Written once, and long: a line for each saved file.
                _manifest ??= SavedManifest.Read(Directory.Manifest);
                _observer.EntryWritten(Reading.ToRun(Directory, _manifest, interrupted: false), entry);
            }
        }
        catch (Exception error)
        {
            throw new RunAbandonedException(Directory.Run, error);
        }
    }

    /// <summary>Writes the state of a step.</summary>
    public void Step(RunStepName step, RunStepState state, string? detail = null) =>
        Append(new JournalEntry { At = _time.GetUtcNow(), Kind = JournalEntryKind.Step, Step = step, State = state, Detail = detail });

    /// <summary>Writes a line of another kind.</summary>
    public void Note(JournalEntryKind kind, string? detail = null, string? by = null, Verification? verification = null, RunOutcome? outcome = null) =>
        Append(new JournalEntry
        {
            At = _time.GetUtcNow(),
            Kind = kind,
            Detail = detail,
            By = by,
            Verification = verification,
            Outcome = outcome,
        });

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static FileStream Open(RunDirectory directory, FileMode mode) => new(directory.Journal, new FileStreamOptions
    {
        Mode = mode,
        Access = FileAccess.ReadWrite,
        // The lock on the host is run.lock; readers of the journal must not be kept out.
        Share = FileShare.ReadWrite,
        UnixCreateMode = mode == FileMode.CreateNew ? UnixFileMode.UserRead | UnixFileMode.UserWrite : null,
    });

    private static string ReadAll(FileStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        return reader.ReadToEnd();
    }
}
