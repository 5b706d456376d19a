using System.Collections.Immutable;
using Recover.Core.Databases.Raft.Layout;
using Recover.Core.Storage;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>
/// Everything in a raft directory, read and checked once; states of the database are made from it. Holds the directory open and keeps files in the working
/// directory until disposed. Not thread-safe.
/// </summary>
internal sealed class RaftContents : IDisposable
{
    // A directory made to exhaust memory; a daemon keeps some ten thousand.
    private const int MostEntries = 1_000_000;

    private readonly string _workDirectory;
    private readonly OpenDirectory _work;
    private readonly SnapshotSet _set;

    private RaftContents(RaftFolder folder, string workDirectory, CancellationToken cancellationToken)
    {
        Folder = folder;
        _workDirectory = workDirectory;
        _work = RaftFolder.Work(workDirectory);
        _set = new SnapshotSet(Bytes, _work, workDirectory, cancellationToken);
        Metadata = MetadataFiles.Read(Bytes, folder);
        Log = new SegmentLog(ReadSegments(cancellationToken));
        Verdicts = new SnapshotComparison(Bytes, Log).Of(_set.Read(folder.Entries), cancellationToken);
    }

    public FileBytes Bytes { get; } = new();

    public RaftFolder Folder { get; }

    public MetadataFiles Metadata { get; }

    public SegmentLog Log { get; }

    /// <summary>Snapshots, newest first, with what the log says of them.</summary>
    public ImmutableArray<SnapshotVerdict> Verdicts { get; private set; }

    /// <summary>True when there is a log or a snapshot, in whatever state.</summary>
    public bool HasLog => Folder.Entries.Any(entry =>
        entry.Name.Kind is CheckedFileKind.ClosedSegment or CheckedFileKind.OpenSegment or CheckedFileKind.Snapshot or CheckedFileKind.SnapshotMeta);

    /// <summary>Opens and reads a directory; null when there is none.</summary>
    /// <exception cref="IOException">It can't be read, or changes while it is read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static RaftContents? Open(string directory, string workDirectory, CancellationToken cancellationToken)
    {
        if (RaftFolder.Open(directory) is not { } folder)
        {
            return null;
        }

        try
        {
            return new RaftContents(folder, workDirectory, cancellationToken);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Where to start and how far it goes: of the starting points that can be trusted the one that comes furthest, and of those the newest; null when nothing
    /// can be read.
    /// </summary>
    private RaftState? Choose()
    {
        var starts = Verdicts.Where(verdict => verdict.IsTrusted).Select(verdict => (SnapshotContents?)verdict.Snapshot).Append(null);
        return Furthest(starts) ?? Furthest(Verdicts.Where(verdict => verdict.Snapshot.IsUsable).Select(verdict => (SnapshotContents?)verdict.Snapshot));
    }

    /// <summary>
    /// The same with what SQLite says of the database at the last good entry; a snapshot that nothing proves is asked about when that is not sound, and
    /// left out if it is the cause.
    /// </summary>
    /// <exception cref="IOException">A file changed, or there is no space.</exception>
    public (RaftState State, ImageFacts Facts)? ChooseSound(CancellationToken cancellationToken)
    {
        while (Choose() is { } chosen)
        {
            var facts = Ask(chosen.LastGood, cancellationToken);
            if (facts.Problems.IsEmpty
                || chosen.Start is not { } start
                || Verdicts.First(verdict => verdict.Snapshot == start) is not { Proof: not SnapshotProof.Proved, Problem: "" }
                || Ask(start.Pages!, cancellationToken).Problems is not [var problem, ..])
            {
                return (chosen, facts);
            }

            Verdicts = [.. Verdicts.Select(verdict => verdict.Snapshot == start ? verdict with { Problem = problem } : verdict)];
        }

        return null;
    }

    /// <summary>The states that can be made, by starting point, for looking for an earlier entry.</summary>
    public IEnumerable<RaftState> States() => Verdicts
        .Where(verdict => verdict.IsTrusted)
        .Select(verdict => (SnapshotContents?)verdict.Snapshot)
        .Append(null)
        .Select(State)
        .Where(state => state.Reading.Good.Length > 0 || state.Start is not null);

    /// <summary>Writes a state into a file of the working directory, asks SQLite about it, and removes the file.</summary>
    /// <exception cref="IOException">A file changed, or there is no space.</exception>
    public ImageFacts Ask(PageMap pages, CancellationToken cancellationToken)
    {
        var file = WorkFile();
        try
        {
            ImageFile.Write(Bytes, pages, file, cancellationToken);
            return ImageFacts.Of(file);
        }
        finally
        {
            DeleteImage(file);
        }
    }

    /// <summary>A new name in the working directory.</summary>
    public string WorkFile() => Path.Combine(_workDirectory, $"image-{Guid.NewGuid():N}.sqlite");

    /// <summary>Removes a SQLite file and what SQLite may have left beside it.</summary>
    public static void DeleteImage(string file)
    {
        foreach (var suffix in (string[])["", "-journal", "-wal", "-shm"])
        {
            File.Delete(file + suffix);
        }
    }

    public void Dispose()
    {
        foreach (var file in _set?.Unpacked ?? [])
        {
            File.Delete(Path.Combine(_workDirectory, file.Name));
        }

        Bytes.Dispose();
        _work?.Dispose();
        Folder.Dispose();
    }

    private RaftState? Furthest(IEnumerable<SnapshotContents?> starts)
    {
        RaftState? best = null;
        foreach (var state in starts.Select(State))
        {
            if (state.LastGood is { Missing: 0, Highest: > 0 } && (best is null || state.Reading.Last > best.Reading.Last))
            {
                best = state;
            }
        }

        return best;
    }

    private RaftState State(SnapshotContents? start) => new(start, Log.ReadFrom(start?.Index ?? 0));

    private List<SegmentContents> ReadSegments(CancellationToken cancellationToken)
    {
        var segments = new List<SegmentContents>();
        var entries = 0L;
        foreach (var entry in Folder.Entries.Where(entry =>
            entry.File is not null && entry.Name.Kind is CheckedFileKind.ClosedSegment or CheckedFileKind.OpenSegment))
        {
            var segment = new SegmentReader(Bytes, entry.Name, entry.File!, cancellationToken).Read();
            segments.Add(segment);
            entries += segment.Good.Length + segment.Behind.Length;
            if (entries > MostEntries)
            {
                throw new IOException(RaftTexts.TooManyEntries(MostEntries));
            }
        }

        return segments;
    }
}
