using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Recover.Core.Databases.Definitions;
using Recover.Core.Databases.Kept;
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

    /// <summary>The states that can be read, newest first. What can't be read is left out: the check of the database tells of it.</summary>
    /// <param name="incus">The host's directory; null to look nowhere but into the file of definitions.</param>
    /// <param name="definitions">A file that <c>recover export-definitions</c> wrote; null when none is given.</param>
    /// <param name="current">The reading of the database in use.</param>
    /// <param name="workDirectory">An existing private directory; nothing is left there.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="DefinitionsFileException">The file of definitions can't be used.</exception>
    public static Task<ImmutableArray<OldDatabase>> FindAsync(
        IncusDirectory? incus, string? definitions, DatabaseReading current, string workDirectory, CancellationToken cancellationToken) =>
        Task.Run(() => Find(incus, definitions, current, workDirectory, cancellationToken), cancellationToken);

    private static ImmutableArray<OldDatabase> Find(
        IncusDirectory? incus, string? definitions, DatabaseReading current, string workDirectory, CancellationToken cancellationToken)
    {
        var fresh = current is { IsFresh: true, CopyFile: { } copy } ? copy : null;
        var found = new List<OldDatabase>();
        if (definitions is not null)
        {
            found.Add(DefinitionsFile.Read(definitions, fresh, workDirectory));
        }

        foreach (var (place, source) in incus is null ? [] : Places(incus, current))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(place, source, fresh, workDirectory, cancellationToken) is { } old)
            {
                found.Add(old);
            }
        }

        // Of each instance only the newest state that knows it is of use, and none of those that are in use.
        var known = current.Contents.Instances.Select(instance => (instance.IsVirtualMachine, instance.Project, instance.Name)).ToHashSet();
        return
        [
            .. found.OrderByDescending(old => old.WrittenAt).Select(old => old with
            {
                Instances = [.. old.Instances.Where(instance => known.Add((instance.IsVirtualMachine, instance.Project, instance.Name)))],
            }),
        ];
    }

    private static IEnumerable<(string Place, CandidateSource? Source)> Places(IncusDirectory incus, DatabaseReading current)
    {
        if (!Directory.Exists(incus.Database))
        {
            return [];
        }

        var kept = new DirectoryInfo(incus.Database).EnumerateDirectories(Pattern)
            .Where(directory => directory.LinkTarget is null && directory.FullName != incus.GlobalDatabase)
            .OrderByDescending(directory => directory.LastWriteTimeUtc)
            .Take(MostDirectories)
            .SelectMany(directory => ((string, CandidateSource?)[])[(directory.FullName, null), (directory.FullName, CandidateSource.Salvage)]);
        // Where the log is the database in use, the dump beside it knows nothing more.
        (string, CandidateSource?)[] dump = current.Source is null or DatabaseSource.FreshTemplate ? [(incus.GlobalDatabase, CandidateSource.Dump)] : [];
        return [(incus.GlobalDatabase, CandidateSource.Salvage), (incus.GlobalDatabase, CandidateSource.SetAside), .. dump, .. kept];
    }

    private static OldDatabase? Read(
        string place, CandidateSource? source, string? fresh, string workDirectory, CancellationToken cancellationToken)
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
            var isWhole = IsWhole(place, read, workDirectory, cancellationToken);
            return Of(connection, Path.GetFileName(place), read, WrittenAt(place, read), isWhole, fresh, isExport: false);
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

    /// <summary>What a private copy of an earlier state knows.</summary>
    internal static OldDatabase Of(
        SqliteConnection connection, string name, CandidateSource source, DateTimeOffset writtenAt, bool isWhole, string? fresh, bool isExport)
    {
        var contents = new ContentsReader(connection).Read();
        var old = new OldDatabase
        {
            Directory = name,
            Source = source,
            IsExport = isExport,
            WrittenAt = writtenAt,
            Contents = contents,
            Volumes = RecordedVolumes.Read(connection),
            Instances = isWhole ? new RecordedInstances(connection, contents).Read(writtenAt) : [],
        };
        return old with { Kept = Kept(old, connection, fresh) };
    }

    /// <summary>True for a state that ends where its files end: a log without damage, and what a clean stop wrote.</summary>
    private static bool IsWhole(string place, CandidateSource read, string workDirectory, CancellationToken cancellationToken)
    {
        if (read != CandidateSource.Raft)
        {
            return read is CandidateSource.Dump or CandidateSource.BackupDump;
        }

        var file = Path.Combine(workDirectory, $"whole-{Guid.NewGuid():N}.sqlite");
        try
        {
            return LogExtraction.Run(place, file, cancellationToken).Check.State == DatabaseCheckState.Healthy;
        }
        finally
        {
            RaftContents.DeleteImage(file);
        }
    }

    // Another new and empty database knows nothing that is worth keeping.
    private static ImmutableArray<KeptRecord> Kept(OldDatabase old, SqliteConnection connection, string? fresh)
    {
        if (fresh is null || old.Contents is { Pools.IsEmpty: true, Instances.IsEmpty: true })
        {
            return [];
        }

        using var present = SqliteSession.Open(fresh);
        return KeptRecords.Find(connection, present, CandidateTexts.OldDatabase(old));
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
