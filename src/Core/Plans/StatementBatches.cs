using System.Text;
using Recover.Core.Databases;

namespace Recover.Core.Plans;

/// <summary>
/// Collects rows by table and writes them as few statements of bounded size: the daemon (6.0.4) does not survive tens of thousands of small
/// statements in a start-up patch. Tables come in an order in which parents precede children.
/// </summary>
internal sealed class StatementBatches
{
    private const int RowsPerStatement = 300;
    private const int CharactersPerStatement = 128 * 1024;

    private static readonly string[] TableOrder =
    [
        "projects", "projects_config", "storage_pools", "storage_pools_nodes", "storage_pools_config", "profiles", "profiles_config",
        "profiles_devices", "profiles_devices_config", "networks", "networks_nodes", "networks_config", "storage_volumes",
        "storage_volumes_config", "storage_volumes_snapshots", "storage_volumes_snapshots_config", "storage_buckets", "storage_buckets_config",
        "storage_buckets_keys", "instances",
        "instances_config", "instances_devices", "instances_devices_config", "instances_profiles", "instances_snapshots",
        "instances_snapshots_config", "instances_snapshots_devices", "instances_snapshots_devices_config",
    ];

    private readonly List<string> _changes = [];
    private readonly Dictionary<string, Table> _tables = new(StringComparer.Ordinal);

    /// <summary>Adds a row; the values are literals in the order of <see cref="SchemaGuard.Written"/>.</summary>
    public void Insert(string table, params ReadOnlySpan<string> values)
    {
        if (!_tables.TryGetValue(table, out var rows))
        {
            _tables[table] = rows = new Table(table);
        }

        rows.Add(values);
    }

    /// <summary>Adds a statement that runs before all rows are inserted.</summary>
    public void Change(string statement) => _changes.Add(statement);

    /// <summary>All statements in the order in which they run.</summary>
    public IEnumerable<string> Statements() =>
        _changes.Concat(TableOrder.Where(_tables.ContainsKey).SelectMany(table => _tables[table].Statements()));

    private sealed class Table(string name)
    {
        private readonly string _head = $"INSERT INTO {name} ({string.Join(", ", SchemaGuard.Written[name])}) VALUES";
        private readonly List<string> _full = [];
        private readonly StringBuilder _open = new();
        private int _rows;

        public void Add(ReadOnlySpan<string> values)
        {
            if (_rows == RowsPerStatement || _open.Length > CharactersPerStatement)
            {
                Close();
            }

            _open.Append(_rows++ == 0 ? _head : ",").Append("\n(").AppendJoin(", ", values!).Append(')');
        }

        public List<string> Statements()
        {
            Close();
            return _full;
        }

        private void Close()
        {
            if (_rows > 0)
            {
                _full.Add(_open.ToString());
                _open.Clear();
                _rows = 0;
            }
        }
    }
}
