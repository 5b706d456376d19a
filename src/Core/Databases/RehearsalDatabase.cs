using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Recover.Core.Databases;

/// <summary>
/// Tries a plan's statements on a copy of the database, in one transaction with foreign keys on as the daemon runs them, and checks what
/// Incus relies on afterwards; what was wrong before the statements does not count against them. Thread-safe.
/// </summary>
public static class RehearsalDatabase
{
    /// <summary>
    /// Runs the rehearsal. The copy (<see cref="DatabaseReading.CopyFile"/>) is left as it is; only a private file in the working directory,
    /// which must exist, is written, and deleted at the end.
    /// </summary>
    public static Task<RehearsalResult> RunAsync(
        string copyFile, ImmutableArray<string> statements, string workDirectory, CancellationToken cancellationToken) =>
        Task.Run(() => Run(copyFile, statements, workDirectory, cancellationToken), cancellationToken);

    private static RehearsalResult Run(
        string copyFile, ImmutableArray<string> statements, string workDirectory, CancellationToken cancellationToken)
    {
        var file = Path.Combine(workDirectory, $"rehearsal-{Guid.NewGuid():N}.sqlite");
        File.Copy(copyFile, file);
        try
        {
            using var connection = SqliteSession.Open(file, foreignKeys: true);
            SqliteSession.Execute(connection, "PRAGMA synchronous = OFF");
            return Run(connection, statements, cancellationToken);
        }
        finally
        {
            File.Delete(file);
            File.Delete($"{file}-journal");
        }
    }

    private static RehearsalResult Run(SqliteConnection connection, ImmutableArray<string> statements, CancellationToken cancellationToken)
    {
        var before = Counts(connection);
        var lastInstance = SqliteSession.Scalar<long>(connection, "SELECT max(id) FROM instances");
        var checks = new RehearsalChecks(connection, lastInstance);
        var found = checks.Found();
        using var transaction = connection.BeginTransaction();
        for (var i = 0; i < statements.Length; i++)
        {
            try
            {
                DumpLoader.Run(connection.Handle!, statements[i], cancellationToken);
            }
            catch (SqliteException exception)
            {
                return new RehearsalResult { Problems = [DatabaseTexts.StatementRefused(i + 1, exception.Message)], Statements = i };
            }
        }

        transaction.Commit();
        var after = Counts(connection);
        return new RehearsalResult
        {
            Problems = [.. checks.Problems(found)],
            RowChanges = after
                .Where(table => table.Value != before.GetValueOrDefault(table.Key))
                .ToImmutableSortedDictionary(table => table.Key, table => table.Value - before.GetValueOrDefault(table.Key), StringComparer.Ordinal),
            Statements = statements.Length,
        };
    }

    private static Dictionary<string, long> Counts(SqliteConnection connection) =>
        DatabaseTables.Names(connection).ToDictionary(
            table => table,
            table => SqliteSession.Scalar<long>(connection, $"SELECT count(*) FROM {DatabaseTables.Quoted(table)}"),
            StringComparer.Ordinal);
}
