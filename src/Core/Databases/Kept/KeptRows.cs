using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Recover.Core.Databases.Kept;

/// <summary>The rows of one database that no pool can tell, by their natural keys. Used by one thread.</summary>
internal sealed class KeptRows
{
    private readonly SqliteConnection _connection;
    private readonly KeptTables _tables;
    private readonly Dictionary<string, Dictionary<long, RowReference?>> _named = new(StringComparer.Ordinal);

    public KeptRows(SqliteConnection connection)
    {
        _connection = connection;
        _tables = new KeptTables(connection);
    }

    /// <summary>The rows that no pool can tell, those that others point to first; a row that points to nothing is left out.</summary>
    /// <param name="columns">The columns of a table that are wanted; none for a table that is not.</param>
    public IEnumerable<KeptRow> Read(Func<string, IReadOnlySet<string>> columns) => Read(_tables.Kept, columns);

    /// <summary>The same of everything that people made, pools and instances included.</summary>
    /// <param name="columns">The columns of a table that are wanted; none for a table that is not.</param>
    public IEnumerable<KeptRow> ReadAll(Func<string, IReadOnlySet<string>> columns) => Read(_tables.All, columns);

    private IEnumerable<KeptRow> Read(IEnumerable<KeptTable> tables, Func<string, IReadOnlySet<string>> columns)
    {
        foreach (var table in tables)
        {
            var wanted = columns(table.Name);
            var own = table.Columns.Where(wanted.Contains).ToArray();
            if (table.Key.All(wanted.Contains))
            {
                foreach (var row in Rows(table, own))
                {
                    yield return row;
                }
            }
        }
    }

    /// <summary>The columns of a table; none when it is not there.</summary>
    public IReadOnlySet<string> Columns(string table) => _tables.Find(table)?.Columns.ToHashSet(StringComparer.Ordinal) ?? [];

    private List<KeptRow> Rows(KeptTable table, string[] columns)
    {
        var rows = new List<KeptRow>();
        foreach (var values in SqliteSession.Rows(_connection, Select(table.Name, columns), row => columns.Select((column, place) => Value(table, column, row, place)).ToArray()).ToList())
        {
            if (values.All(value => value is not null))
            {
                rows.Add(new KeptRow(new RowReference(table.Name, [.. table.Key.Select(column => values.First(value => value!.Column == column)!)]), [.. values!], Replaces: false));
            }
        }

        return rows;
    }

    private static string Select(string table, IEnumerable<string> columns) =>
        $"SELECT {string.Join(", ", columns.Select(DatabaseTables.Quoted))} FROM {DatabaseTables.Quoted(table)}";

    /// <summary>Null when the value stands for a row that is not there.</summary>
    private KeptValue? Value(KeptTable table, string column, SqliteDataReader row, int place)
    {
        if (row.IsDBNull(place))
        {
            return new KeptValue(column, null, null);
        }

        if (!table.Parents.TryGetValue(column, out var parent))
        {
            // The daemon keeps the rules of access lists as bytes, which are text.
            var value = row.GetValue(place);
            return new KeptValue(column, value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture), null);
        }

        return Named(parent).GetValueOrDefault(row.GetInt64(place)) is { } named ? new KeptValue(column, null, named) : null;
    }

    private Dictionary<long, RowReference?> Named(string table)
    {
        if (_named.TryGetValue(table, out var named))
        {
            return named;
        }

        // Rows that point in a circle have no name.
        _named[table] = named = [];
        if (_tables.Find(table) is { } shape)
        {
            foreach (var (id, key) in SqliteSession.Rows(
                _connection,
                Select(table, ["id", .. shape.Key]),
                row => (row.GetInt64(0), shape.Key.Select((column, place) => Value(shape, column, row, place + 1)).ToArray())).ToList())
            {
                named[id] = key.All(part => part is not null) ? new RowReference(table, [.. key!]) : null;
            }
        }

        return named;
    }
}
