using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Recover.Core.Databases;

/// <summary>Writes a SQLite file as SQL text that the sqlite3 shell reads: tables, rows, counters, then indexes, triggers and views.</summary>
public static class SqlDump
{
    /// <summary>Creates the text file, which must not exist, for its owner only; nothing is left of it on an error.</summary>
    /// <exception cref="IOException">It exists or can't be written.</exception>
    /// <exception cref="DatabaseFileException">The database can't be read; carries SQLite's words.</exception>
    public static Task WriteAsync(string databaseFile, string sqlFile, CancellationToken cancellationToken) =>
        Task.Run(() => Write(databaseFile, sqlFile, cancellationToken), cancellationToken);

    private static void Write(string databaseFile, string sqlFile, CancellationToken cancellationToken)
    {
        using var file = new FileStream(
            sqlFile,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        try
        {
            using var to = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
            using var connection = SqliteSession.Open(databaseFile);
            Write(connection, to, cancellationToken);
        }
        catch (Exception error)
        {
            File.Delete(sqlFile);
            if (error is SqliteException refused)
            {
                throw new DatabaseFileException(refused.Message, refused);
            }

            throw;
        }
    }

    private static void Write(SqliteConnection connection, TextWriter to, CancellationToken cancellationToken)
    {
        to.WriteLine("PRAGMA foreign_keys=OFF;");
        to.WriteLine("BEGIN TRANSACTION;");
        var tables = Definitions(connection, "type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
        foreach (var (name, definition) in tables)
        {
            to.WriteLine($"{definition};");
            WriteRows(connection, name, to, cancellationToken);
        }

        if (SqliteSession.Scalar<long>(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'") > 0)
        {
            to.WriteLine("DELETE FROM sqlite_sequence;");
            WriteRows(connection, "sqlite_sequence", to, cancellationToken);
        }

        foreach (var (_, definition) in Definitions(connection, "type IN ('index', 'trigger', 'view')"))
        {
            to.WriteLine($"{definition};");
        }

        to.WriteLine("COMMIT;");
    }

    /// <summary>Definitions in the schema that fit a condition, in the order in which they were made.</summary>
    internal static List<(string Name, string Definition)> Definitions(SqliteConnection connection, string condition) =>
    [
        .. SqliteSession.Rows(
            connection,
            $"SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND {condition} ORDER BY rowid",
            row => (row.GetString(0), row.GetString(1))),
    ];

    private static void WriteRows(SqliteConnection connection, string table, TextWriter to, CancellationToken cancellationToken)
    {
        var quoted = DatabaseTables.Quoted(table);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {quoted}";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            to.Write($"INSERT INTO {quoted} VALUES(");
            for (var i = 0; i < reader.FieldCount; i++)
            {
                to.Write(i == 0 ? "" : ",");
                WriteValue(reader.Handle!, i, to);
            }

            to.WriteLine(");");
        }
    }

    /// <summary>Writes a value as a literal that gives the same value of the same type again.</summary>
    internal static void WriteValue(sqlite3_stmt row, int column, TextWriter to)
    {
        switch (raw.sqlite3_column_type(row, column))
        {
            case raw.SQLITE_NULL:
                to.Write("NULL");
                break;
            case raw.SQLITE_INTEGER:
                to.Write(raw.sqlite3_column_int64(row, column).ToString(CultureInfo.InvariantCulture));
                break;
            case raw.SQLITE_FLOAT:
                to.Write(Number(raw.sqlite3_column_double(row, column)));
                break;
            case raw.SQLITE_TEXT:
                WriteText(raw.sqlite3_column_blob(row, column), to);
                break;
            default:
                to.Write($"X'{Convert.ToHexString(raw.sqlite3_column_blob(row, column))}'");
                break;
        }
    }

    // Without a point or an exponent it would come back as an integer.
    private static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return double.IsInfinity(value) ? (value > 0 ? "9e999" : "-9e999") : text.AsSpan().ContainsAny('.', 'E') ? text : $"{text}.0";
    }

    // The shell drops a carriage return before a line feed and stops at a zero; bytes that are no UTF-8 would not come back as they were.
    private static void WriteText(ReadOnlySpan<byte> text, TextWriter to)
    {
        if (text.IndexOfAny((byte)0, (byte)'\r') >= 0 || !System.Text.Unicode.Utf8.IsValid(text))
        {
            to.Write($"CAST(X'{Convert.ToHexString(text)}' AS TEXT)");
            return;
        }

        to.Write('\'');
        to.Write(Encoding.UTF8.GetString(text).Replace("'", "''", StringComparison.Ordinal));
        to.Write('\'');
    }
}
