using Microsoft.Data.Sqlite;

namespace Recover.Core.Databases;

/// <summary>The tables and columns of a database.</summary>
internal static class DatabaseTables
{
    /// <summary>Names of its tables in ordinal order.</summary>
    public static IReadOnlyList<string> Names(SqliteConnection connection) =>
    [
        .. SqliteSession.Rows(
                connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", row => row.GetString(0))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Columns of a table in the order of its definition.</summary>
    public static IReadOnlyList<DatabaseColumn> Columns(SqliteConnection connection, string table) =>
    [
        .. SqliteSession.Rows(
            connection,
            $"PRAGMA table_info({Quoted(table)})",
            row => new DatabaseColumn(row.GetString(1), row.GetString(2), row.GetInt32(3) != 0, !row.IsDBNull(4), row.GetInt32(5) != 0)),
    ];

    /// <summary>An identifier as SQL writes it.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
