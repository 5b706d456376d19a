using System.Collections.Frozen;
using Microsoft.Data.Sqlite;

namespace Recover.Core.Databases.Kept;

/// <summary>
/// How the rows of a database name each other: for each table its natural key and the tables that its columns point to, as the schema itself says it, so that
/// tables of later versions are carried too.
/// </summary>
internal sealed class KeptTables
{
    // What pools tell, what belongs to this server or to the moment, and images, whose files a new database has no use for.
    private static readonly string[] Foreign = ["instances", "storage_", "images", "nodes", "cluster_", "sqlite_"];
    private static readonly string[] Passing = ["schema", "operations", "warnings", "patches"];

    private readonly Dictionary<string, KeptTable> _tables = new(StringComparer.Ordinal);

    public KeptTables(SqliteConnection connection)
    {
        foreach (var name in DatabaseTables.Names(connection))
        {
            if (Key(connection, name) is { Length: > 0 } key)
            {
                _tables[name] = new KeptTable(
                    name,
                    [.. DatabaseTables.Columns(connection, name).Select(column => column.Name).Where(column => column != "id")],
                    key,
                    Parents(connection, name));
            }
        }
    }

    /// <summary>The tables that no pool can tell, those that others point to first.</summary>
    public IEnumerable<KeptTable> Kept => _tables.Values.Where(table => IsKept(table.Name)).OrderBy(Depth).ThenBy(table => table.Name, StringComparer.Ordinal);

    /// <summary>All tables of what people made, pools and instances included, those that others point to first.</summary>
    public IEnumerable<KeptTable> All => _tables.Values.Where(table => !IsOfTheMoment(table.Name)).OrderBy(Depth).ThenBy(table => table.Name, StringComparer.Ordinal);

    /// <summary>A table by its name; null when it has no natural key.</summary>
    public KeptTable? Find(string name) => _tables.GetValueOrDefault(name);

    /// <summary>True for a table whose rows are carried from an earlier database.</summary>
    public static bool IsKept(string table) =>
        table.All(letter => char.IsAsciiLetterLower(letter) || letter == '_')
        && !Passing.Contains(table)
        && !Foreign.Any(prefix => table.StartsWith(prefix, StringComparison.Ordinal));

    // Exported archives lie outside of pools and end by themselves.
    private static bool IsOfTheMoment(string table) =>
        Passing.Contains(table) || table.StartsWith("nodes", StringComparison.Ordinal) || table.StartsWith("cluster_", StringComparison.Ordinal) || table.EndsWith("_backups", StringComparison.Ordinal);

    private int Depth(KeptTable table) => 1 + table.Parents.Values
        .Where(parent => parent != table.Name && _tables.ContainsKey(parent))
        .Select(parent => Depth(_tables[parent]))
        .DefaultIfEmpty()
        .Max();

    // The first that was defined is the one that people know a row by; number keys of their own say nothing.
    private static string[] Key(SqliteConnection connection, string table)
    {
        var indexes = SqliteSession.Rows(
                connection,
                $"SELECT seq, name FROM pragma_index_list({Literal(table)}) WHERE \"unique\" = 1 AND origin IN ('u', 'c') AND partial = 0",
                row => (Place: row.GetInt32(0), Name: row.GetString(1)))
            .OrderByDescending(found => found.Place)
            .Select(found => found.Name)
            .ToArray();
        return indexes.Select(index => IndexColumns(connection, index)).FirstOrDefault(columns => columns is not ["id"]) ?? [];
    }

    private static string[] IndexColumns(SqliteConnection connection, string index) =>
    [
        .. SqliteSession.Rows(connection, $"SELECT name FROM pragma_index_info({Literal(index)}) ORDER BY seqno", row => row.IsDBNull(0) ? "" : row.GetString(0))
            .Where(column => column.Length > 0),
    ];

    private static FrozenDictionary<string, string> Parents(SqliteConnection connection, string table)
    {
        var parents = SqliteSession.Rows(
                connection,
                $"SELECT \"from\", \"table\" FROM pragma_foreign_key_list({Literal(table)})",
                row => (Column: row.GetString(0), Table: row.GetString(1)))
            .ToDictionary(parent => parent.Column, parent => parent.Table, StringComparer.Ordinal);
        if (table == "networks_peers")
        {
            // It points to a network although the schema does not say so.
            parents.TryAdd("target_network_id", "networks");
        }

        return parents.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Literal(string name) => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";
}
