using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Recover.Core.Backups;
using Recover.Core.Storage;

namespace Recover.Core.Databases;

/// <summary>Reads everything that a database says of its custom volumes: no pool knows it.</summary>
internal static class RecordedVolumes
{
    // Type 2 is custom.
    private const string Custom =
        "FROM storage_volumes v JOIN storage_pools s ON s.id = v.storage_pool_id JOIN projects p ON p.id = v.project_id AND v.type = 2";

    private const string Snapshots = $"{Custom} JOIN storage_volumes_snapshots n ON n.storage_volume_id = v.id";

    public static ImmutableArray<RecordedVolume> Read(SqliteConnection connection)
    {
        var config = Config(connection, $"SELECT v.id, c.key, c.value {Custom} JOIN storage_volumes_config c ON c.storage_volume_id = v.id");
        var snapshotConfig = Config(
            connection, $"SELECT n.id, c.key, c.value {Snapshots} JOIN storage_volumes_snapshots_config c ON c.storage_volume_snapshot_id = n.id");
        var snapshots = SqliteSession.Rows(
                connection,
                $"SELECT v.id, n.id, n.name, n.description, n.creation_date, n.expiry_date {Snapshots} ORDER BY n.creation_date, n.id",
                row => (Volume: row.GetInt64(0), Snapshot: new BackupVolumeSnapshot
                {
                    Name = row.GetString(2),
                    Description = row.GetString(3),
                    CreatedAt = Time(row, 4),
                    ExpiresAt = Time(row, 5),
                    Config = snapshotConfig.GetValueOrDefault(row.GetInt64(1), ConfigMaps.Empty),
                }))
            .ToLookup(pair => pair.Volume, pair => pair.Snapshot);
        return
        [
            .. SqliteSession.Rows(
                connection,
                $"SELECT v.id, s.name, p.name, v.name, v.description, v.creation_date, v.content_type {Custom} ORDER BY v.id",
                row => new RecordedVolume(
                    row.GetString(1),
                    row.GetString(2),
                    row.GetString(3),
                    new BackupVolume
                    {
                        Name = row.GetString(3),
                        Description = row.GetString(4),
                        CreatedAt = Time(row, 5),
                        Config = config.GetValueOrDefault(row.GetInt64(0), ConfigMaps.Empty),
                    },
                    [.. snapshots[row.GetInt64(0)]])
                {
                    // The words of Incus in the order of its codes, as are ours.
                    ContentType = (ContentType)row.GetInt32(6),
                }),
        ];
    }

    private static Dictionary<long, ImmutableSortedDictionary<string, string>> Config(SqliteConnection connection, string sql) =>
        SqliteSession.Rows(connection, sql, row => (Owner: row.GetInt64(0), Key: row.GetString(1), Value: row.GetString(2)))
            .GroupBy(row => row.Owner)
            .ToDictionary(rows => rows.Key, rows => rows.ToImmutableSortedDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal));

    /// <summary>A date of a row; null for none and for Go's zero time.</summary>
    internal static IncusTime? Time(SqliteDataReader row, int column) => row.GetValue(column) switch
    {
        long seconds => Some(new IncusTime(seconds, 0)),
        string text when IncusTime.TryParse(text, out var time) => Some(time),
        _ => null,
    };

    private static IncusTime? Some(IncusTime time) => time == IncusTime.Zero ? null : time;
}
