using Microsoft.Data.Sqlite;

namespace Recover.Core.Databases;

/// <summary>
/// Reads every value of every record that a plan can write, as facts: which record, which field, which value. What a plan says can be put into the same
/// form and compared, value by value. Thread-safe.
/// </summary>
public static class RecordFacts
{
    private const string Instance = "'instance ' || p.name || '/' || i.name";
    private const string Volume =
        "CASE v.type WHEN 2 THEN 'volume ' || s.name || '/' ELSE 'root volume ' || s.name || '/' END || p.name || '/' || v.name";

    private const string OfInstance = "FROM instances i JOIN projects p ON p.id = i.project_id";
    private const string OfSnapshot = $"{OfInstance} JOIN instances_snapshots n ON n.instance_id = i.id";
    private const string OfProfile = "FROM profiles f JOIN projects p ON p.id = f.project_id";
    private const string OfNetwork = "FROM networks n JOIN projects p ON p.id = n.project_id";
    private const string OfVolume =
        "FROM storage_volumes v JOIN storage_pools s ON s.id = v.storage_pool_id JOIN projects p ON p.id = v.project_id AND v.type <> 1";
    private const string OfVolumeSnapshot = $"{OfVolume} JOIN storage_volumes_snapshots n ON n.storage_volume_id = v.id";

    private const string Bucket = "'bucket ' || s.name || '/' || p.name || '/' || b.name";
    private const string OfBucket = "FROM storage_buckets b JOIN storage_pools s ON s.id = b.storage_pool_id JOIN projects p ON p.id = b.project_id";

    // First column: the record. The others: a field each, named by its column.
    private static readonly string[] Wide =
    [
        "SELECT 'pool ' || name, driver, description FROM storage_pools",
        "SELECT 'project ' || name, description FROM projects",
        $"SELECT 'profile ' || p.name || '/' || f.name, f.description {OfProfile}",
        $"SELECT 'network ' || p.name || '/' || n.name, n.description, n.type {OfNetwork}",
        $"""
        SELECT {Instance}, i.description, i.architecture, i.type, i.ephemeral, i.stateful, i.creation_date AS "created", i.last_use_date AS "last used",
            (SELECT group_concat(name, ', ') FROM (
                SELECT f.name FROM instances_profiles x JOIN profiles f ON f.id = x.profile_id WHERE x.instance_id = i.id ORDER BY x.apply_order)) AS "profiles"
        {OfInstance}
        """,
        $"""
        SELECT {Instance} || ' snapshot ' || n.name, n.description, n.stateful, n.creation_date AS "created", n.expiry_date AS "expires" {OfSnapshot}
        """,
        $"""SELECT {Volume}, v.description, v.content_type, v.creation_date AS "created" {OfVolume}""",
        $"""
        SELECT {Volume} || ' snapshot ' || n.name, n.description, n.creation_date AS "created", n.expiry_date AS "expires" {OfVolumeSnapshot}
        """,
        $"SELECT {Bucket}, b.name {OfBucket}",
    ];

    // Record, field, value.
    private static readonly string[] Tall =
    [
        "SELECT 'pool ' || s.name, 'config ' || c.key, c.value FROM storage_pools s JOIN storage_pools_config c ON c.storage_pool_id = s.id",
        "SELECT 'project ' || p.name, 'config ' || c.key, c.value FROM projects p JOIN projects_config c ON c.project_id = p.id",
        $"SELECT 'profile ' || p.name || '/' || f.name, 'config ' || c.key, c.value {OfProfile} JOIN profiles_config c ON c.profile_id = f.id",
        $"""
        SELECT 'profile ' || p.name || '/' || f.name, 'device ' || d.name || ' ' || c.key, c.value {OfProfile}
        JOIN profiles_devices d ON d.profile_id = f.id JOIN profiles_devices_config c ON c.profile_device_id = d.id
        """,
        $"SELECT 'network ' || p.name || '/' || n.name, 'config ' || c.key, c.value {OfNetwork} JOIN networks_config c ON c.network_id = n.id",
        $"SELECT {Instance}, 'config ' || c.key, c.value {OfInstance} JOIN instances_config c ON c.instance_id = i.id",
        $"""
        SELECT {Instance}, 'device ' || d.name || ' ' || c.key, c.value {OfInstance}
        JOIN instances_devices d ON d.instance_id = i.id JOIN instances_devices_config c ON c.instance_device_id = d.id
        """,
        $"""
        SELECT {Instance} || ' snapshot ' || n.name, 'config ' || c.key, c.value {OfSnapshot}
        JOIN instances_snapshots_config c ON c.instance_snapshot_id = n.id
        """,
        $"""
        SELECT {Instance} || ' snapshot ' || n.name, 'device ' || d.name || ' ' || c.key, c.value {OfSnapshot}
        JOIN instances_snapshots_devices d ON d.instance_snapshot_id = n.id
        JOIN instances_snapshots_devices_config c ON c.instance_snapshot_device_id = d.id
        """,
        $"SELECT {Volume}, 'config ' || c.key, c.value {OfVolume} JOIN storage_volumes_config c ON c.storage_volume_id = v.id",
        $"""
        SELECT {Volume} || ' snapshot ' || n.name, 'config ' || c.key, c.value {OfVolumeSnapshot}
        JOIN storage_volumes_snapshots_config c ON c.storage_volume_snapshot_id = n.id
        """,
        $"SELECT {Bucket}, 'config ' || c.key, c.value {OfBucket} JOIN storage_buckets_config c ON c.storage_bucket_id = b.id",
        // Nobody has to see a secret to compare two.
        $"SELECT {Bucket}, 'key ' || k.name, k.role || ' ' || k.access_key {OfBucket} JOIN storage_buckets_keys k ON k.storage_bucket_id = b.id",
    ];

    /// <summary>Hands over each fact of a private copy, one after the other; null values as empty text.</summary>
    /// <exception cref="DatabaseFileException">The copy can't be read.</exception>
    public static void Read(string copyFile, Action<string, string, string> take, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = SqliteSession.Open(copyFile);
            foreach (var sql in Wide)
            {
                foreach (var row in SqliteSession.Rows(connection, sql, row => row))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    for (var column = 1; column < row.FieldCount; column++)
                    {
                        take(row.GetString(0), row.GetName(column), Text(row, column));
                    }
                }
            }

            foreach (var sql in Tall)
            {
                foreach (var row in SqliteSession.Rows(connection, sql, row => row))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    take(row.GetString(0), row.GetString(1), Text(row, 2));
                }
            }
        }
        catch (SqliteException error)
        {
            throw new DatabaseFileException(error.Message, error);
        }
    }

    private static string Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetString(column);
}
