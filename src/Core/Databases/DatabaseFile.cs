using Microsoft.Data.Sqlite;

namespace Recover.Core.Databases;

/// <summary>
/// A global database in a plain SQLite file, as the sample host keeps it and tests make it. The real daemon never reads such a file.
/// </summary>
public static class DatabaseFile
{
    /// <summary>Creates a file, which must not exist, with what a daemon makes on an empty directory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no template of this schema version.</exception>
    public static Task CreateFreshAsync(string file, int schemaVersion, CancellationToken cancellationToken) =>
        CreateAsync(file, FreshDatabase.Dump(schemaVersion), cancellationToken);

    /// <summary>Creates a file, which must not exist, from a SQL dump.</summary>
    /// <exception cref="DatabaseFileException">A statement of the dump can't be run.</exception>
    public static Task CreateAsync(string file, string dump, CancellationToken cancellationToken) =>
        Guarded(() => DumpLoader.Load(dump, file, cancellationToken), cancellationToken);

    /// <summary>
    /// Runs the text of a start-up patch in one transaction with foreign keys on, as the daemon does; on an error nothing is changed.
    /// </summary>
    /// <exception cref="DatabaseFileException">A statement can't be run; carries SQLite's words.</exception>
    public static Task ApplyPatchAsync(string file, string sql, CancellationToken cancellationToken) =>
        Guarded(
            () =>
            {
                using var connection = SqliteSession.Open(file, foreignKeys: true);
                using var transaction = connection.BeginTransaction();
                DumpLoader.Run(connection.Handle!, sql, cancellationToken);
                transaction.Commit();
            },
            cancellationToken);

    private static Task Guarded(Action work, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                try
                {
                    work();
                }
                catch (SqliteException exception)
                {
                    throw new DatabaseFileException(exception.Message, exception);
                }
            },
            cancellationToken);
}
