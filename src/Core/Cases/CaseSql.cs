using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Recover.Core.Cases;

/// <summary>Statements of the case store, their values <c>$0</c>, <c>$1</c>, … in order, and how it writes times.</summary>
internal static class CaseSql
{
    public static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters.AddWithValue($"${index}", values[index] ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>All rows of a statement without values.</summary>
    public static IEnumerable<T> Rows<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read) => Rows(Command(connection, sql), read);

    /// <summary>The rows that a value selects.</summary>
    public static IEnumerable<T> Rows<T>(SqliteConnection connection, string sql, object? value, Func<SqliteDataReader, T> read) =>
        Rows(Command(connection, sql, value), read);

    private static IEnumerable<T> Rows<T>(SqliteCommand command, Func<SqliteDataReader, T> read)
    {
        using (command)
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                yield return read(reader);
            }
        }
    }

    public static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
