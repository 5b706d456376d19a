using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>What SQLite says of a state of the database. Immutable.</summary>
internal sealed record ImageFacts
{
    private const int Named = 5;

    /// <summary>Why it is not sound, in SQLite's words; empty when it is.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>Tables with rows that point nowhere.</summary>
    public ImmutableArray<string> ForeignKeys { get; init; } = [];

    /// <summary>Rows by table; empty when not sound.</summary>
    public ImmutableSortedDictionary<string, long> Tables { get; init; } = DatabaseCheck.NoTables;

    /// <summary>True when both checks pass and there is a table.</summary>
    public bool IsSound => Problems.IsEmpty && ForeignKeys.IsEmpty && !Tables.IsEmpty;

    /// <summary>Asks SQLite about a private file.</summary>
    public static ImageFacts Of(string file)
    {
        try
        {
            using var connection = SqliteSession.Open(file);
            ImmutableArray<string> problems =
                [.. SqliteSession.Rows(connection, $"PRAGMA integrity_check({Named})", row => row.GetString(0)).Where(line => line != "ok")];

            // A database that is not sound may send a count round in circles.
            return problems.Length > 0 ? new ImageFacts { Problems = problems } : Counted(connection);
        }
        catch (Exception exception) when (exception is SqliteException or InvalidCastException)
        {
            return new ImageFacts { Problems = [exception.Message] };
        }
    }

    private static ImageFacts Counted(SqliteConnection connection) => new()
    {
        ForeignKeys =
        [
            .. SqliteSession.Rows(connection, "PRAGMA foreign_key_check", row => row.GetString(0)).Take(1000).Distinct(StringComparer.Ordinal),
        ],
        Tables = DatabaseTables.Names(connection).ToImmutableSortedDictionary(
            table => table,
            table => SqliteSession.Scalar<long>(connection, $"SELECT count(*) FROM {DatabaseTables.Quoted(table)}"),
            StringComparer.Ordinal),
    };
}
