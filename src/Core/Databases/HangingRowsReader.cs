using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Recover.Core.Databases;

/// <summary>
/// Tells which rows a database removes together with others, by its own rules (<c>ON DELETE CASCADE</c>), so that tables of later versions are counted too.
/// Thread-safe.
/// </summary>
public static class HangingRowsReader
{
    /// <summary>The rows that hang on each of the records, parents before what hangs on them; null where others would be left pointing nowhere.</summary>
    /// <param name="copyFile">A private copy of the database; it is left as it is.</param>
    /// <param name="records">Table and condition of each record.</param>
    /// <exception cref="DatabaseFileException">The copy can't be read.</exception>
    public static ImmutableArray<ImmutableArray<HangingRows>?> Read(string copyFile, IReadOnlyList<(string Table, string Condition)> records)
    {
        if (records.Count == 0)
        {
            return [];
        }

        try
        {
            using var connection = SqliteSession.Open(copyFile);
            var children = Children(connection);
            return [.. records.Select(record => Of(connection, children, record.Table, record.Condition))];
        }
        catch (SqliteException error)
        {
            throw new DatabaseFileException(error.Message, error);
        }
    }

    private static ImmutableArray<HangingRows>? Of(SqliteConnection connection, ILookup<string, Child> children, string table, string condition)
    {
        var hanging = ImmutableArray.CreateBuilder<HangingRows>();
        var open = new Queue<(string Table, string Ids)>([(table, $"SELECT id FROM {DatabaseTables.Quoted(table)} WHERE {condition}")]);
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in children[parent.Table])
            {
                var where = $"{DatabaseTables.Quoted(child.Column)} IN ({parent.Ids})";
                var rows = SqliteSession.Scalar<int>(connection, $"SELECT count(*) FROM {DatabaseTables.Quoted(child.Table)} WHERE {where}");
                if (rows > 0 && !child.Goes)
                {
                    return null;
                }

                hanging.Add(new HangingRows(child.Table, child.Column, parent.Table, rows));
                if (rows > 0 && children.Contains(child.Table))
                {
                    open.Enqueue((child.Table, $"SELECT id FROM {DatabaseTables.Quoted(child.Table)} WHERE {where}"));
                }
            }
        }

        return hanging.ToImmutable();
    }

    private static ILookup<string, Child> Children(SqliteConnection connection) => DatabaseTables.Names(connection)
        .SelectMany(table => SqliteSession.Rows(
            connection,
            $"PRAGMA foreign_key_list({DatabaseTables.Quoted(table)})",
            row => (Parent: row.GetString(2), Child: new Child(table, row.GetString(3), row.GetString(6) == "CASCADE"))).ToList())
        .ToLookup(pair => pair.Parent, pair => pair.Child, StringComparer.Ordinal);

    private sealed record Child(string Table, string Column, bool Goes);
}
