using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Recover.Core.Backups;

namespace Recover.Core.Databases;

/// <summary>
/// SHA-256 over what a plan builds on. It is the same for the dump of an idle daemon, its <c>db.bin</c> after a clean stop and its dump after
/// the next start, and the same for every fresh database of one schema. Compared on Incus 6.0.4, hence these rules: runtime tables and those
/// that no plan touches are left out; of <c>nodes</c> and <c>schema</c> only what a start does not rewrite counts; the ids of config rows are
/// left out, because a fresh database numbers them at random; a DATETIME is written by the daemon's dump with an offset and nine fraction
/// digits, by <c>db.bin</c> as a number or with shorter fractions.
/// </summary>
internal static class DatabaseFingerprint
{
    private static readonly string[] Prefixes = ["instances", "networks", "nodes", "profiles", "projects", "schema", "storage_"];

    public static string Of(SqliteConnection connection)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in DatabaseTables.Names(connection).Where(Counts))
        {
            AddTable(hash, connection, table);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whether a plan builds on the table.</summary>
    internal static bool Counts(string table) =>
        table is not ("nodes_cluster_groups" or "nodes_failure_domains")
        && !table.EndsWith("_backups", StringComparison.Ordinal)
        && Prefixes.Any(prefix => table.StartsWith(prefix, StringComparison.Ordinal));

    private static void AddTable(IncrementalHash hash, SqliteConnection connection, string table)
    {
        AddText(hash, table);
        var columns = DatabaseTables.Columns(connection, table).Where(column => Counts(table, column.Name)).ToArray();
        var names = string.Join(", ", columns.Select(column => DatabaseTables.Quoted(column.Name)));
        var order = string.Join(", ", Enumerable.Range(1, columns.Length));
        var dates = columns.Select(column => column.Type.Equals("DATETIME", StringComparison.OrdinalIgnoreCase)).ToArray();
        var sql = $"SELECT {names} FROM {DatabaseTables.Quoted(table)} ORDER BY {order}";
        foreach (var row in SqliteSession.Rows(connection, sql, reader => reader))
        {
            for (var i = 0; i < columns.Length; i++)
            {
                AddText(hash, Text(row, i, dates[i]));
            }
        }

        var highest = SqliteSession.Scalar<long>(connection, $"SELECT seq FROM sqlite_sequence WHERE name = '{table}'");
        AddText(hash, highest.ToString(CultureInfo.InvariantCulture));
    }

    private static bool Counts(string table, string column) => table switch
    {
        "nodes" => column is "id" or "name" or "address",
        "schema" => column is "version",
        _ => column != "id" || !table.EndsWith("_config", StringComparison.Ordinal),
    };

    private static string? Text(SqliteDataReader row, int column, bool isDate) => row.GetValue(column) switch
    {
        DBNull => null,
        long seconds when isDate => new IncusTime(seconds, 0).ToDatabaseText(),
        string text when isDate && IncusTime.TryParse(text, out var time) => time.ToDatabaseText(),
        byte[] bytes => Convert.ToHexString(bytes),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static void AddText(IncrementalHash hash, string? text)
    {
        Span<byte> length = stackalloc byte[4];
        if (text is null)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, -1);
            hash.AppendData(length);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
