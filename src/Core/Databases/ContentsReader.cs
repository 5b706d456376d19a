using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Recover.Core.Backups;
using Recover.Core.Databases.Kept;
using Recover.Core.Storage;

namespace Recover.Core.Databases;

/// <summary>Reads the records that a recovery builds on from an open copy of the global database.</summary>
internal sealed class ContentsReader(SqliteConnection connection)
{
    private const string SharedCount = "storage_volumes";

    public DatabaseContents Read()
    {
        var nodes = Rows("SELECT id FROM nodes ORDER BY id", row => row.GetInt64(0));
        var node = nodes is [var only] ? only : 1;
        var pools = Pools(node);
        var odd = new OddRecords(connection);
        return new DatabaseContents
        {
            NodeId = node,
            NodeCount = nodes.Length,
            Named = pools.IsEmpty ? Named() : [],
            Pools = pools,
            Projects = Projects(),
            Profiles = Profiles(),
            Networks = Networks(node),
            Volumes = Volumes(),
            Buckets = Rows(
                """
                SELECT b.id, s.name, p.name, b.name FROM storage_buckets b
                JOIN storage_pools s ON s.id = b.storage_pool_id JOIN projects p ON p.id = b.project_id ORDER BY b.id
                """,
                row => new BucketRecord(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3))),
            Instances = Instances(odd.RootPools()),
            Images = odd.Images(),
            Dangling = odd.Dangling(),
            NewestAt = odd.NewestAt(),
            MadeAt = odd.MadeAt(),
            HighestIds = HighestIds(),
        };
    }

    private ImmutableArray<string> Named()
    {
        var rows = new KeptRows(connection);
        return [.. rows.Read(rows.Columns).Select(row => row.Self.Identity)];
    }

    private ImmutableArray<PoolRecord> Pools(long node)
    {
        var config = Config(
            $"SELECT storage_pool_id, key, value FROM storage_pools_config WHERE node_id IS NULL OR node_id = {node} ORDER BY storage_pool_id");
        return Rows(
            "SELECT id, name, driver, description FROM storage_pools ORDER BY id",
            row => new PoolRecord(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), Of(config, row.GetInt64(0))));
    }

    private ImmutableArray<ProjectRecord> Projects()
    {
        var config = Config("SELECT project_id, key, value FROM projects_config ORDER BY project_id");
        return Rows(
            "SELECT id, name, description FROM projects ORDER BY id",
            row => new ProjectRecord(row.GetInt64(0), row.GetString(1), row.GetString(2), Of(config, row.GetInt64(0))));
    }

    private ImmutableArray<ProfileRecord> Profiles()
    {
        var config = Config("SELECT profile_id, key, value FROM profiles_config ORDER BY profile_id");
        var deviceConfig = Config("SELECT profile_device_id, key, value FROM profiles_devices_config ORDER BY profile_device_id");
        var devices = Rows(
                "SELECT profile_id, name, id FROM profiles_devices ORDER BY profile_id",
                row => (Profile: row.GetInt64(0), Name: row.GetString(1), Config: Of(deviceConfig, row.GetInt64(2))))
            .ToLookup(device => device.Profile);
        return Rows(
            "SELECT f.id, p.name, f.name, f.description FROM profiles f JOIN projects p ON p.id = f.project_id ORDER BY f.id",
            row => new ProfileRecord(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                Of(config, row.GetInt64(0)),
                devices[row.GetInt64(0)].ToImmutableSortedDictionary(device => device.Name, device => device.Config, StringComparer.Ordinal)));
    }

    private ImmutableArray<NetworkRecord> Networks(long node)
    {
        var config = Config($"SELECT network_id, key, value FROM networks_config WHERE node_id IS NULL OR node_id = {node} ORDER BY network_id");
        return Rows(
            "SELECT n.id, p.name, n.name, n.description, n.type FROM networks n JOIN projects p ON p.id = n.project_id ORDER BY n.id",
            row => new NetworkRecord(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), Of(config, row.GetInt64(0))));
    }

    private ImmutableArray<VolumeRecord> Volumes()
    {
        var snapshots = Names("SELECT storage_volume_id, name FROM storage_volumes_snapshots ORDER BY storage_volume_id, creation_date, id");
        return Rows(
            """
            SELECT v.id, s.name, v.type, p.name, v.name FROM storage_volumes v
            JOIN storage_pools s ON s.id = v.storage_pool_id JOIN projects p ON p.id = v.project_id WHERE v.type IN (0, 2, 3) ORDER BY v.id
            """,
            row => new VolumeRecord(
                row.GetInt64(0), row.GetString(1), Type(row.GetInt32(2)), row.GetString(3), row.GetString(4), [.. snapshots[row.GetInt64(0)]]));
    }

    private ImmutableArray<InstanceRecord> Instances(Dictionary<long, string> rootPools)
    {
        var snapshots = Names("SELECT instance_id, name FROM instances_snapshots ORDER BY instance_id, creation_date, id");
        return Rows(
            """
            SELECT i.id, p.name, i.name, i.type, c.value FROM instances i JOIN projects p ON p.id = i.project_id
            LEFT JOIN instances_config c ON c.instance_id = i.id AND c.key = 'volatile.uuid' ORDER BY i.id
            """,
            row => new InstanceRecord(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.GetInt32(3) == 1,
                row.IsDBNull(4) ? null : row.GetString(4),
                [.. snapshots[row.GetInt64(0)]])
            {
                RootPool = rootPools.GetValueOrDefault(row.GetInt64(0)),
            });
    }

    private ImmutableSortedDictionary<string, long> HighestIds()
    {
        var counts = Rows("SELECT name, seq FROM sqlite_sequence", row => (Name: row.GetString(0), Highest: row.GetInt64(1)))
            .ToDictionary(count => count.Name, count => count.Highest, StringComparer.Ordinal);
        foreach (var table in SchemaGuard.Written.Keys)
        {
            var count = table == "storage_volumes_snapshots" ? SharedCount : table;
            var highest = SqliteSession.Scalar<long>(connection, $"SELECT max(id) FROM {DatabaseTables.Quoted(table)}");
            counts[count] = Math.Max(counts.GetValueOrDefault(count), highest);
        }

        return counts.Where(count => SchemaGuard.Written.ContainsKey(count.Key))
            .ToImmutableSortedDictionary(count => count.Key, count => count.Value, StringComparer.Ordinal);
    }

    private static VolumeType Type(int code) => code switch
    {
        0 => VolumeType.Container,
        3 => VolumeType.VirtualMachine,
        _ => VolumeType.Custom,
    };

    private static ImmutableSortedDictionary<string, string> Of(
        Dictionary<long, ImmutableSortedDictionary<string, string>.Builder> config, long id) =>
        config.TryGetValue(id, out var values) ? values.ToImmutable() : ConfigMaps.Empty;

    private Dictionary<long, ImmutableSortedDictionary<string, string>.Builder> Config(string sql)
    {
        var config = new Dictionary<long, ImmutableSortedDictionary<string, string>.Builder>();
        foreach (var (owner, key, value) in SqliteSession.Rows(connection, sql, row => (row.GetInt64(0), row.GetString(1), row.GetString(2))))
        {
            if (!config.TryGetValue(owner, out var values))
            {
                config[owner] = values = ConfigMaps.Empty.ToBuilder();
            }

            values[key] = value;
        }

        return config;
    }

    private ILookup<long, string> Names(string sql) =>
        Rows(sql, row => (Owner: row.GetInt64(0), Name: row.GetString(1))).ToLookup(row => row.Owner, row => row.Name);

    private ImmutableArray<T> Rows<T>(string sql, Func<SqliteDataReader, T> read) => [.. SqliteSession.Rows(connection, sql, read)];
}
