using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Recover.Core.Databases;

/// <summary>Loads a SQL dump into a new SQLite file.</summary>
internal static class DumpLoader
{
    /// <summary>Creates the file, which must not exist, from the dump. Statement after statement, so that memory stays bounded by the text.</summary>
    /// <exception cref="SqliteException">A statement can't be run.</exception>
    public static void Load(string dump, string file, CancellationToken cancellationToken) =>
        Load(Encoding.UTF8.GetBytes(dump), file, cancellationToken);

    /// <summary>Creates the file, which must not exist, from the dump in UTF-8, as the daemon sent it.</summary>
    /// <exception cref="SqliteException">A statement can't be run.</exception>
    public static void Load(ReadOnlySpan<byte> dump, string file, CancellationToken cancellationToken)
    {
        using var connection = SqliteSession.Open(file, create: true);
        SqliteSession.Execute(connection, "PRAGMA journal_mode = MEMORY");
        SqliteSession.Execute(connection, "PRAGMA synchronous = OFF");

        // A dump lists a table's triggers before the rows of later tables; they guard new rows, not those that exist.
        raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, out _);
        Run(connection.Handle!, dump, cancellationToken);
        SqliteSession.Execute(connection, "PRAGMA journal_mode = DELETE");
    }

    /// <summary>Runs every statement of the text on an open database.</summary>
    public static void Run(sqlite3 database, string sql, CancellationToken cancellationToken) => Run(database, Encoding.UTF8.GetBytes(sql), cancellationToken);

    private static void Run(sqlite3 database, ReadOnlySpan<byte> sql, CancellationToken cancellationToken)
    {
        // SQLite copies the whole rest for each statement unless the text ends in NUL.
        var text = new byte[sql.Length + 1];
        sql.CopyTo(text);
        ReadOnlySpan<byte> rest = text;
        while (rest.Length > 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, rest, out var statement, out rest), database);
            using (statement)
            {
                if (statement.IsInvalid)
                {
                    continue;
                }

                int code;
                do
                {
                    code = raw.sqlite3_step(statement);
                }
                while (code == raw.SQLITE_ROW);
                if (code != raw.SQLITE_DONE)
                {
                    SqliteException.ThrowExceptionForRC(code, database);
                }
            }
        }
    }
}
