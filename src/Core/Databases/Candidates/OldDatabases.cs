using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Recover.Core.Databases.Raft;
using Recover.Core.Databases.Raft.Examination;
using Recover.Core.Databases.Raft.Layout;
using Recover.Core.Hosts;

namespace Recover.Core.Databases.Candidates;

/// <summary>
/// Finds earlier and damaged states of the database beside the one in use: directories that Incus or Recover kept (<c>global.bak</c>,
/// <c>global.before-restore-…</c>), what was set aside or can be salvaged in the directory in use. Reads only. Thread-safe.
/// </summary>
public static class OldDatabases
{
    private const int MostDirectories = 8;
    private const string Pattern = "global?*";

    private static readonly ImmutableArray<RecordKind> NotInPlans =
        [RecordKind.NetworkAcl, RecordKind.NetworkZone, RecordKind.Certificate, RecordKind.ServerSetting];

    /// <summary>The states that can be read, newest first. What can't be read is left out: the check of the database tells of it.</summary>
    /// <param name="incus">The host's directory.</param>
    /// <param name="current">The reading of the database in use.</param>
    /// <param name="workDirectory">An existing private directory; nothing is left there.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static Task<ImmutableArray<OldDatabase>> FindAsync(
        IncusDirectory incus, DatabaseReading current, string workDirectory, CancellationToken cancellationToken) =>
        Task.Run(() => Find(incus, current, workDirectory, cancellationToken), cancellationToken);

    private static ImmutableArray<OldDatabase> Find(
        IncusDirectory incus, DatabaseReading current, string workDirectory, CancellationToken cancellationToken)
    {
        var present = current.CopyFile is { } copy ? CandidateRecords.Read(copy) : null;
        var found = new List<OldDatabase>();
        foreach (var (place, source) in Places(incus))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(place, source, present, workDirectory, cancellationToken) is { } old)
            {
                found.Add(old);
            }
        }

        return [.. found.OrderByDescending(old => old.WrittenAt)];
    }

    private static IEnumerable<(string Place, CandidateSource? Source)> Places(IncusDirectory incus)
    {
        if (!Directory.Exists(incus.Database))
        {
            return [];
        }

        var kept = new DirectoryInfo(incus.Database).EnumerateDirectories(Pattern)
            .Where(directory => directory.LinkTarget is null && directory.FullName != incus.GlobalDatabase)
            .OrderByDescending(directory => directory.LastWriteTimeUtc)
            .Take(MostDirectories)
            .Select(directory => (directory.FullName, (CandidateSource?)null));
        return [(incus.GlobalDatabase, CandidateSource.Salvage), (incus.GlobalDatabase, CandidateSource.SetAside), .. kept];
    }

    private static OldDatabase? Read(
        string place, CandidateSource? source, CandidateRecords? present, string workDirectory, CancellationToken cancellationToken)
    {
        var file = Path.Combine(workDirectory, $"old-{Guid.NewGuid():N}.sqlite");
        try
        {
            var extract = new CandidateFiles(place).Write(new CandidateRequest { Source = source }, file, cancellationToken);
            if (extract is not { Outcome: ExtractOutcome.Written, Source: { } read })
            {
                return null;
            }

            using var connection = SqliteSession.Open(file);
            var records = CandidateRecords.Read(file);
            var alone = present is null ? [] : records.Beside(read, present).Alone;
            return new OldDatabase
            {
                Directory = Path.GetFileName(place),
                Source = read,
                WrittenAt = WrittenAt(place, read),
                Contents = new ContentsReader(connection).Read(),
                Unplanned = [.. alone.Where(difference => NotInPlans.Contains(difference.Kind))],
            };
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or SqliteException or InvalidCastException)
        {
            return null;
        }
        finally
        {
            RaftContents.DeleteImage(file);
        }
    }

    private static DateTimeOffset WrittenAt(string place, CandidateSource source)
    {
        using var folder = RaftFolder.Open(place);
        var isDump = source == CandidateSource.Dump;
        return (folder?.Entries ?? [])
            .Where(entry => entry.File is not null && (isDump ? entry.Name.Kind == CheckedFileKind.Dump : entry.Name.Kind is CheckedFileKind.ClosedSegment
                or CheckedFileKind.OpenSegment or CheckedFileKind.Snapshot or CheckedFileKind.SetAside))
            .Select(entry => entry.File!.ModifiedAt)
            .DefaultIfEmpty(DateTimeOffset.UnixEpoch)
            .Max();
    }
}
