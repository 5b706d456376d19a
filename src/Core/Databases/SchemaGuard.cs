using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Recover.Core.Findings;

namespace Recover.Core.Databases;

/// <summary>
/// Whether the tables that a plan writes are as this program knows them. They are the same in the schemas 73 to 77; a later one may differ.
/// </summary>
internal static class SchemaGuard
{
    /// <summary>Columns that a plan writes, by table.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Written { get; } = new Dictionary<string, string>
    {
        ["instances"] = "id node_id name architecture type ephemeral creation_date stateful last_use_date description project_id expiry_date",
        ["instances_config"] = "id instance_id key value",
        ["instances_devices"] = "id instance_id name type",
        ["instances_devices_config"] = "id instance_device_id key value",
        ["instances_profiles"] = "id instance_id profile_id apply_order",
        ["instances_snapshots"] = "id instance_id name creation_date stateful description expiry_date",
        ["instances_snapshots_config"] = "id instance_snapshot_id key value",
        ["instances_snapshots_devices"] = "id instance_snapshot_id name type",
        ["instances_snapshots_devices_config"] = "id instance_snapshot_device_id key value",
        ["networks"] = "id project_id name description state type",
        ["networks_config"] = "id network_id node_id key value",
        ["networks_nodes"] = "id network_id node_id state",
        ["profiles"] = "id name description project_id",
        ["profiles_config"] = "id profile_id key value",
        ["profiles_devices"] = "id profile_id name type",
        ["profiles_devices_config"] = "id profile_device_id key value",
        ["projects"] = "id name description",
        ["projects_config"] = "id project_id key value",
        ["storage_buckets"] = "id name storage_pool_id node_id description project_id",
        ["storage_buckets_config"] = "id storage_bucket_id key value",
        ["storage_buckets_keys"] = "id storage_bucket_id name description access_key secret_key role",
        ["storage_pools"] = "id name driver description state",
        ["storage_pools_config"] = "id storage_pool_id node_id key value",
        ["storage_pools_nodes"] = "id storage_pool_id node_id state",
        ["storage_volumes"] = "id name storage_pool_id node_id type description project_id content_type creation_date",
        ["storage_volumes_config"] = "id storage_volume_id key value",
        ["storage_volumes_snapshots"] = "id storage_volume_id name description expiry_date creation_date",
        ["storage_volumes_snapshots_config"] = "id storage_volume_snapshot_id key value",
    }.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Split(' ').ToImmutableArray(), StringComparer.Ordinal);

    /// <summary>A finding for each difference that stands in the way of writing; empty when there is none.</summary>
    public static ImmutableArray<Finding> Check(SqliteConnection connection, int schemaVersion) =>
        [.. Written.SelectMany(table => Differences(connection, table.Key, table.Value)).Select(difference => Unknown(schemaVersion, difference))];

    private static IEnumerable<string> Differences(SqliteConnection connection, string table, ImmutableArray<string> expected)
    {
        var columns = DatabaseTables.Columns(connection, table);
        if (columns.Count == 0)
        {
            return [table];
        }

        var missing = expected.Where(name => columns.All(column => column.Name != name));
        var demanding = columns
            .Where(column => column is { NotNull: true, HasDefault: false } && !expected.Contains(column.Name))
            .Select(column => column.Name);
        return missing.Concat(demanding).Select(column => $"{table}.{column}");
    }

    private static Finding Unknown(int schemaVersion, string difference) =>
        Finding.Of(FindingCode.DatabaseSchemaUnknown, $"{schemaVersion}", difference);
}
