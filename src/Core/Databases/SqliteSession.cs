using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Recover.Core.Databases;

/// <summary>Opens private SQLite files and asks them; nothing is pooled, so a file is free when its connection is closed.</summary>
internal static class SqliteSession
{
    private const int DoubleQuotedStringsInStatements = 1013;
    private const int DoubleQuotedStringsInSchema = 1014;

    public static SqliteConnection Open(string file, bool create = false, bool foreignKeys = false)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
            ForeignKeys = foreignKeys,
        }.ToString());
        try
        {
            connection.Open();

            // Incus' schema has a string in double quotes in its triggers, which this build of SQLite takes for a column otherwise.
            raw.sqlite3_db_config(connection.Handle, DoubleQuotedStringsInStatements, 1, out _);
            raw.sqlite3_db_config(connection.Handle, DoubleQuotedStringsInSchema, 1, out _);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static T? Scalar<T>(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is { } value and not DBNull ? (T)Convert.ChangeType(value, typeof(T)) : default;
    }

    public static IEnumerable<T> Rows<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return read(reader);
        }
    }
}
