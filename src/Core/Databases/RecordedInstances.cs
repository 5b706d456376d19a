using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Recover.Core.Backups;
using Config = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;
using Devices = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<string, string>>;

namespace Recover.Core.Databases;

/// <summary>Reads everything that a database says of its instances: it is newer than a backup file that was not written again since. Used by one thread.</summary>
internal sealed class RecordedInstances(SqliteConnection connection, DatabaseContents contents)
{
    // An instance, or a snapshot of one, whose root volume has a record.
    private const string Instances = """
        FROM instances i JOIN projects p ON p.id = i.project_id
        JOIN storage_volumes v ON v.name = i.name AND v.project_id = i.project_id AND v.type = CASE i.type WHEN 1 THEN 3 ELSE 0 END
        JOIN storage_pools o ON o.id = v.storage_pool_id
        """;

    private readonly Dictionary<(string Project, string Name), ProfileRecord> _profiles =
        contents.Profiles.ToDictionary(profile => (profile.Project, profile.Name));

    private readonly HashSet<string> _withProfiles =
        [.. contents.Projects.Where(project => project.HasFeature("profiles")).Select(project => project.Name)];

    /// <summary>The instances, by their numbers.</summary>
    /// <param name="writtenAt">When the database was written, UTC.</param>
    public ImmutableArray<RecordedInstance> Read(DateTimeOffset writtenAt)
    {
        var config = Config("SELECT instance_id, key, value FROM instances_config");
        var devices = Devices("instances_devices", "instance_id", "instance_device_id");
        var profiles = Rows(
            "SELECT x.instance_id, f.name FROM instances_profiles x JOIN profiles f ON f.id = x.profile_id ORDER BY x.instance_id, x.apply_order",
            row => (Owner: row.GetInt64(0), Name: row.GetString(1))).ToLookup(row => row.Owner, row => row.Name);
        var snapshots = Snapshots();
        var volumeConfig = Config("SELECT storage_volume_id, key, value FROM storage_volumes_config");
        var volumeSnapshots = VolumeSnapshots();
        return
        [
            .. Rows(
                $"""
                SELECT i.id, v.id, o.name, p.name, i.name, i.type, i.architecture, i.description, i.ephemeral, i.stateful, i.creation_date, i.last_use_date,
                    v.description, v.creation_date {Instances} ORDER BY i.id
                """,
                row =>
                {
                    var (id, volume, project, isMachine) = (row.GetInt64(0), row.GetInt64(1), row.GetString(3), row.GetInt32(5) == 1);
                    var type = isMachine ? "virtual-machine" : "container";
                    var instance = new BackupInstance
                    {
                        Name = row.GetString(4),
                        Type = type,
                        Project = project,
                        Architecture = IncusCodes.ArchitectureName(row.GetInt32(6)) ?? "",
                        Description = row.GetString(7),
                        Ephemeral = row.GetInt32(8) != 0,
                        Stateful = row.GetInt32(9) != 0,
                        CreatedAt = Time(row, 10),
                        LastUsedAt = Time(row, 11) is { } used && used != IncusTime.Epoch ? used : null,
                        Config = Of(config, id),
                        Devices = devices.GetValueOrDefault(id, ConfigMaps.NoDevices),
                        Profiles = [.. profiles[id]],
                    };
                    return new RecordedInstance(row.GetString(2), project, instance.Name, isMachine, new BackupFile
                    {
                        Instance = Expanded(instance),
                        Snapshots = [.. snapshots[id]],
                        Volume = new BackupVolume
                        {
                            Name = instance.Name,
                            Type = type,
                            ContentType = isMachine ? "block" : "filesystem",
                            Project = project,
                            Description = row.GetString(12),
                            CreatedAt = Time(row, 13),
                            Config = Of(volumeConfig, volume),
                        },
                        VolumeSnapshots = [.. volumeSnapshots[volume]],
                        ModifiedAt = writtenAt,
                    });
                }),
        ];
    }

    /// <summary>With what its profiles give it, as the daemon merges them: a later one goes before an earlier one, own keys and devices before all.</summary>
    private BackupInstance Expanded(BackupInstance instance)
    {
        var project = _withProfiles.Contains(instance.Project) ? instance.Project : "default";
        var (config, devices) = (ConfigMaps.Empty, ConfigMaps.NoDevices);
        foreach (var profile in instance.Profiles.Select(name => _profiles.GetValueOrDefault((project, name))).OfType<ProfileRecord>())
        {
            config = config.SetItems(profile.Config);
            devices = devices.SetItems(profile.Devices);
        }

        return instance with { ExpandedConfig = config.SetItems(instance.Config), ExpandedDevices = devices.SetItems(instance.Devices) };
    }

    private ILookup<long, BackupSnapshot> Snapshots()
    {
        var config = Config("SELECT instance_snapshot_id, key, value FROM instances_snapshots_config");
        var devices = Devices("instances_snapshots_devices", "instance_snapshot_id", "instance_snapshot_device_id");
        return Rows(
            """
            SELECT s.instance_id, s.id, s.name, s.description, s.stateful, s.creation_date, s.expiry_date, i.architecture, i.ephemeral
            FROM instances_snapshots s JOIN instances i ON i.id = s.instance_id ORDER BY s.instance_id, s.creation_date, s.id
            """,
            row => (Owner: row.GetInt64(0), Snapshot: new BackupSnapshot
            {
                Name = row.GetString(2),
                Description = row.GetString(3),
                Stateful = row.GetInt32(4) != 0,
                CreatedAt = Time(row, 5),
                ExpiresAt = Time(row, 6),
                Architecture = IncusCodes.ArchitectureName(row.GetInt32(7)) ?? "",
                Ephemeral = row.GetInt32(8) != 0,
                Config = Of(config, row.GetInt64(1)),
                Devices = devices.GetValueOrDefault(row.GetInt64(1), ConfigMaps.NoDevices),
            })).ToLookup(row => row.Owner, row => row.Snapshot);
    }

    private ILookup<long, BackupVolumeSnapshot> VolumeSnapshots()
    {
        var config = Config("SELECT storage_volume_snapshot_id, key, value FROM storage_volumes_snapshots_config");
        return Rows(
            "SELECT storage_volume_id, id, name, description, creation_date, expiry_date FROM storage_volumes_snapshots ORDER BY storage_volume_id, creation_date, id",
            row => (Owner: row.GetInt64(0), Snapshot: new BackupVolumeSnapshot
            {
                Name = row.GetString(2),
                Description = row.GetString(3),
                CreatedAt = Time(row, 4),
                ExpiresAt = Time(row, 5),
                Config = Of(config, row.GetInt64(1)),
            })).ToLookup(row => row.Owner, row => row.Snapshot);
    }

    private Dictionary<long, Devices> Devices(string table, string owner, string device)
    {
        var config = Config($"SELECT {device}, key, value FROM {table}_config");
        return Rows($"SELECT {owner}, name, id FROM {table}", row => (Owner: row.GetInt64(0), Name: row.GetString(1), Config: Of(config, row.GetInt64(2))))
            .GroupBy(row => row.Owner)
            .ToDictionary(rows => rows.Key, rows => rows.ToImmutableSortedDictionary(row => row.Name, row => row.Config, StringComparer.Ordinal));
    }

    private Dictionary<long, Config> Config(string sql) => Rows(sql, row => (Owner: row.GetInt64(0), Key: row.GetString(1), Value: row.IsDBNull(2) ? "" : row.GetString(2)))
        .GroupBy(row => row.Owner)
        .ToDictionary(rows => rows.Key, rows => rows.ToImmutableSortedDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal));

    private static Config Of(Dictionary<long, Config> config, long owner) => config.GetValueOrDefault(owner, ConfigMaps.Empty);

    private static IncusTime? Time(SqliteDataReader row, int column) => RecordedVolumes.Time(row, column);

    private List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read) => [.. SqliteSession.Rows(connection, sql, read)];
}
