using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Recover.Core.Databases.Candidates;

/// <summary>
/// A whole database as a start-up patch for an empty raft directory: the daemon runs it in one transaction with foreign keys on before it looks for its
/// own tables. Statements that yield rows are refused by it, and tens of thousands of small ones crash it (measured with 6.0.4), hence: tables first, foreign keys
/// checked at the end, rows by the hundred, counters, and only then indexes, triggers and views. Immutable.
/// </summary>
public sealed record DatabasePatch
{
    private const int RowsPerStatement = 300;
    private const int CharactersPerStatement = 128 * 1024;

    // What was under way when the daemon ended is not any more.
    private static readonly ImmutableArray<string> RuntimeTables = ["operations", "warnings"];

    /// <summary>The SQL text, a statement after the other.</summary>
    public required string Text { get; init; }

    /// <summary>How many statements.</summary>
    public required int Statements { get; init; }

    /// <summary>How many rows.</summary>
    public required long Rows { get; init; }

    /// <summary>True for tables whose rows are only of use while the daemon runs; they come back empty.</summary>
    public static bool IsRuntime(string table) => RuntimeTables.Contains(table);

    /// <summary>Makes it from a SQLite file, which is left as it is.</summary>
    /// <exception cref="DatabaseFileException">The file can't be read; carries SQLite's words.</exception>
    public static Task<DatabasePatch> MakeAsync(string databaseFile, CancellationToken cancellationToken) =>
        Task.Run(() => Make(databaseFile, cancellationToken), cancellationToken);

    /// <summary>
    /// Runs the text on an empty SQLite file as the daemon would, and compares the result with the database it was made from.
    /// </summary>
    /// <param name="text">The patch.</param>
    /// <param name="databaseFile">What it was made from; left as it is.</param>
    /// <param name="workDirectory">An existing private directory; nothing is left there.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>What is wrong, in words; empty when the result is the same.</returns>
    public static Task<ImmutableArray<string>> TryAsync(
        string text, string databaseFile, string workDirectory, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var file = Path.Combine(workDirectory, $"restored-{Guid.NewGuid():N}.sqlite");
            try
            {
                using (var connection = SqliteSession.Open(file, create: true, foreignKeys: true))
                {
                    SqliteSession.Execute(connection, "PRAGMA synchronous = OFF");
                    using var transaction = connection.BeginTransaction();
                    DumpLoader.Run(connection.Handle!, text, cancellationToken);
                    transaction.Commit();
                }

                return DatabaseComparison.Compare(databaseFile, file, ComparisonRules.Exact, cancellationToken).Differences;
            }
            catch (SqliteException refused)
            {
                return [refused.Message];
            }
            finally
            {
                File.Delete(file);
                File.Delete($"{file}-journal");
            }
        },
        cancellationToken);

    private static DatabasePatch Make(string databaseFile, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = SqliteSession.Open(databaseFile);
            using var to = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
            var statements = 0;
            var rows = 0L;
            var tables = SqlDump.Definitions(connection, "type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
            foreach (var (_, definition) in tables)
            {
                Add(definition);
            }

            Add("PRAGMA defer_foreign_keys=ON");
            foreach (var (name, _) in tables.Where(table => !IsRuntime(table.Name)))
            {
                AddRows(name);
            }

            if (SqliteSession.Scalar<long>(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'") > 0)
            {
                Add("DELETE FROM sqlite_sequence");
                AddRows("sqlite_sequence");
            }

            foreach (var (_, definition) in SqlDump.Definitions(connection, "type IN ('index', 'trigger', 'view')"))
            {
                Add(definition);
            }

            return new DatabasePatch { Text = to.ToString(), Statements = statements, Rows = rows };

            void Add(string statement)
            {
                to.Write(statement.AsSpan().TrimEnd().TrimEnd(';'));
                to.WriteLine(";");
                statements++;
            }

            void AddRows(string table)
            {
                foreach (var (statement, count) in Inserts(connection, table, cancellationToken))
                {
                    Add(statement);
                    rows += count;
                }
            }
        }
        catch (SqliteException refused)
        {
            throw new DatabaseFileException(refused.Message, refused);
        }
    }

    private static IEnumerable<(string Statement, int Rows)> Inserts(SqliteConnection connection, string table, CancellationToken cancellationToken)
    {
        var quoted = DatabaseTables.Quoted(table);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {quoted}";
        using var reader = command.ExecuteReader();
        var text = new StringBuilder();
        using var to = new StringWriter(text, CultureInfo.InvariantCulture);
        var rows = 0;
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            to.Write(rows++ == 0 ? $"INSERT INTO {quoted} VALUES\n(" : ",\n(");
            for (var i = 0; i < reader.FieldCount; i++)
            {
                to.Write(i == 0 ? "" : ",");
                SqlDump.WriteValue(reader.Handle!, i, to);
            }

            to.Write(')');
            if (rows == RowsPerStatement || text.Length > CharactersPerStatement)
            {
                yield return (text.ToString(), rows);
                text.Clear();
                rows = 0;
            }
        }

        if (rows > 0)
        {
            yield return (text.ToString(), rows);
        }
    }
}
