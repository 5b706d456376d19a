using System.Globalization;
using Microsoft.Data.Sqlite;
using Recover.Core.Databases.Candidates;
using Recover.Core.Storage;

namespace Recover.Core.Databases.Definitions;

/// <summary>
/// What the database knows, kept in one file for a later recovery: a copy of the database as SQLite, without images and what describes the moment, and with one table
/// of its own that says when and where it was written. A recovery takes it for an earlier state of the database. Thread-safe.
/// </summary>
public static class DefinitionsFile
{
    /// <summary>Longest file that is read, in bytes.</summary>
    public const long MostBytes = 256L << 20;

    private const int Format = 1;
    private const string Mark = "recover_definitions";

    // A new database deletes the files of images that it does not know, so their records would point nowhere.
    private static readonly string[] LeftOut = ["operations", "warnings", "images", "instances_backups", "storage_volumes_backups", "storage_buckets_backups"];

    /// <summary>Writes it for its owner only; a file of that name is replaced as a whole or not at all.</summary>
    /// <param name="copyFile">A private copy of the database; left as it is.</param>
    /// <param name="file">The file; absolute.</param>
    /// <param name="hostName">The host it is of.</param>
    /// <param name="at">When the database was read.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static async Task WriteAsync(string copyFile, string file, string hostName, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var work = $"{copyFile}.definitions";
        var temporary = $"{file}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.Copy(copyFile, work);
            await Task.Run(() => Narrow(work, hostName, at), cancellationToken).ConfigureAwait(false);
            await CopyAsync(work, temporary, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, file, overwrite: true);
        }
        finally
        {
            File.Delete(work);
            File.Delete(temporary);
        }
    }

    /// <summary>Reads it; the file is left as it is.</summary>
    /// <param name="file">The file; absolute.</param>
    /// <param name="fresh">A private copy of a database that nothing was put into, to find what it lacks; null for none.</param>
    /// <param name="workDirectory">An existing private directory; nothing is left there.</param>
    /// <exception cref="DefinitionsFileException">It can't be used.</exception>
    public static OldDatabase Read(string file, string? fresh, string workDirectory)
    {
        var copy = Path.Combine(workDirectory, $"definitions-{Guid.NewGuid():N}.sqlite");
        try
        {
            // A pipe would be waited for, and a device might never end.
            var target = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
            if (LinuxCalls.Status(target, out _) is { IsFile: false })
            {
                throw Refused("DefinitionsUnknown", file);
            }

            using (var stream = File.OpenRead(target))
            {
                if (stream.Length > MostBytes)
                {
                    throw Refused("DefinitionsTooLarge", file, MostBytes);
                }

                using var own = new FileStream(copy, FileMode.CreateNew);
                stream.CopyTo(own);
            }

            using var connection = SqliteSession.Open(copy);
            EnsureSound(connection, file);
            var writtenAt = DateTimeOffset.ParseExact(
                SqliteSession.Scalar<string>(connection, $"SELECT written_at FROM {Mark}") ?? "", "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
            return OldDatabases.Of(connection, Path.GetFileName(file), Raft.CandidateSource.Dump, writtenAt.ToUniversalTime(), isWhole: true, fresh, isExport: true);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or SqliteException or InvalidCastException or FormatException or OverflowException)
        {
            throw Refused("DefinitionsUnreadable", unread, file, unread.Message);
        }
        finally
        {
            File.Delete(copy);
            File.Delete($"{copy}-journal");
            File.Delete($"{copy}-wal");
            File.Delete($"{copy}-shm");
        }
    }

    private static void Narrow(string work, string hostName, DateTimeOffset at)
    {
        using var connection = SqliteSession.Open(work);
        var there = DatabaseTables.Names(connection).ToHashSet(StringComparer.Ordinal);
        foreach (var table in there.Where(table => Array.Exists(LeftOut, name => table == name || Kept.RecordKinds.IsPart(table, name))))
        {
            SqliteSession.Execute(connection, $"DELETE FROM {DatabaseTables.Quoted(table)}");
        }

        SqliteSession.Execute(connection, $"CREATE TABLE {Mark} (format INTEGER NOT NULL, written_at TEXT NOT NULL, host TEXT NOT NULL)");
        using (var insert = connection.CreateCommand())
        {
            insert.CommandText = $"INSERT INTO {Mark} VALUES ({Format}, $at, $host)";
            insert.Parameters.AddWithValue("$at", at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
            insert.Parameters.AddWithValue("$host", hostName);
            insert.ExecuteNonQuery();
        }

        // What was deleted is not left between the pages.
        SqliteSession.Execute(connection, "VACUUM");
    }

    // Whoever wrote the file may have meant harm: only whole, plain tables are read, and nothing of its schema is run.
    private static void EnsureSound(SqliteConnection connection, string file)
    {
        SqliteSession.Execute(connection, "PRAGMA trusted_schema = OFF");
        SqliteSession.Execute(connection, "PRAGMA cell_size_check = ON");
        if (SqliteSession.Scalar<long>(connection, $"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '{Mark}'") == 0)
        {
            throw Refused("DefinitionsUnknown", file);
        }

        if (SqliteSession.Scalar<string>(connection, "PRAGMA integrity_check(1)") is var integrity and not "ok")
        {
            throw Refused("DefinitionsUnreadable", file, integrity ?? "");
        }

        if (SqliteSession.Scalar<long>(connection, $"SELECT max(format) FROM {Mark}") is var format and not Format)
        {
            throw Refused("DefinitionsFormat", file, format);
        }

        var plain = DatabaseTables.Names(connection).ToHashSet(StringComparer.Ordinal);
        var strange = SchemaGuard.Written.Keys.FirstOrDefault(table => !plain.Contains(table))
            ?? SqliteSession.Scalar<string>(connection, "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%' LIMIT 1")
            ?? SchemaGuard.Check(connection, 0).Select(finding => finding.Arguments[^1]).FirstOrDefault();
        if (strange is not null)
        {
            throw Refused("DefinitionsSchema", file, strange);
        }
    }

    private static DefinitionsFileException Refused(string key, params object[] arguments) => new(DatabaseTexts.Definitions(key, arguments));

    private static DefinitionsFileException Refused(string key, Exception inner, params object[] arguments) => new(DatabaseTexts.Definitions(key, arguments), inner);

    private static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        var source = File.OpenRead(from);
        await using (source.ConfigureAwait(false))
        {
            var target = new FileStream(to, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.Asynchronous,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            await using (target.ConfigureAwait(false))
            {
                await source.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
                target.Flush(flushToDisk: true);
            }
        }
    }
}
