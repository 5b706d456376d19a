using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Recover.Core.Databases;

/// <summary>Looks for what must not be, after the statements of a plan ran on a copy.</summary>
/// <param name="connection">The copy.</param>
/// <param name="lastInstance">Highest instance id before the statements; checks of instances leave those up to it alone.</param>
internal sealed class RehearsalChecks(SqliteConnection connection, long lastInstance)
{
    private const int Named = 10;

    /// <summary>Devices of each new instance as the daemon merges them: a device replaces one of the same name of an earlier profile.</summary>
    private string RootDisks => $"""
        WITH merged AS (
            SELECT ip.instance_id AS instance, d.name, ip.apply_order AS rank, 0 AS local, d.id FROM instances_profiles ip
            JOIN profiles_devices d ON d.profile_id = ip.profile_id WHERE ip.instance_id > {lastInstance}
            UNION ALL
            SELECT instance_id, name, 1000000, 1, id FROM instances_devices WHERE instance_id > {lastInstance}),
        effective AS (
            SELECT instance, local, id, row_number() OVER (PARTITION BY instance, name ORDER BY rank DESC) AS place FROM merged),
        settings AS (
            SELECT e.instance, e.local, e.id, c.key, c.value FROM effective e
            JOIN profiles_devices_config c ON c.profile_device_id = e.id WHERE e.place = 1 AND e.local = 0
            UNION ALL
            SELECT e.instance, e.local, e.id, c.key, c.value FROM effective e
            JOIN instances_devices_config c ON c.instance_device_id = e.id WHERE e.place = 1 AND e.local = 1),
        roots AS (
            SELECT instance, max(CASE WHEN key = 'pool' THEN value END) AS pool FROM settings GROUP BY instance, local, id
            HAVING max(key = 'type' AND value = 'disk') = 1 AND max(key = 'path' AND value = '/') = 1 AND max(key = 'source' AND value <> '') = 0)
        """;

    /// <summary>
    /// The root volumes of each new instance: those of its name, of which only the one on the pool of its root disk is its own; another pool may
    /// hold a record that was left behind.
    /// </summary>
    private string Volumes => $"""
        SELECT i.id AS instance, p.name || '/' || i.name AS label, v.id AS volume, s.name AS pool FROM instances i
        JOIN projects p ON p.id = i.project_id
        LEFT JOIN storage_volumes v ON v.name = i.name AND v.project_id = i.project_id AND v.type = CASE i.type WHEN 1 THEN 3 ELSE 0 END
        LEFT JOIN storage_pools s ON s.id = v.storage_pool_id WHERE i.id > {lastInstance}
        """;

    /// <summary>What does not hold now, to be told apart from what a plan breaks.</summary>
    public HashSet<(RehearsalCheck Check, string Row)> Found() =>
        [.. Enum.GetValues<RehearsalCheck>().SelectMany(check => Rows(check).Select(found => (check, found.Row)))];

    /// <summary>What does not hold, in words.</summary>
    /// <param name="before">What did not hold before the statements, which is not the plan's doing.</param>
    public IEnumerable<string> Problems(IReadOnlySet<(RehearsalCheck Check, string Row)> before)
    {
        foreach (var check in Enum.GetValues<RehearsalCheck>())
        {
            var items = Rows(check)
                .Where(found => !before.Contains((check, found.Row)))
                .Select(found => found.Item)
                .Distinct(StringComparer.Ordinal)
                .Take(Named + 1)
                .ToArray();
            if (items.Length > 0)
            {
                var words = string.Join(", ", items.Take(Named)) + (items.Length > Named ? ", …" : "");
                yield return DatabaseTexts.Problem(check, words);
            }
        }
    }

    /// <summary>What a check finds: its name for people, and what tells it from others of that name.</summary>
    private IEnumerable<(string Item, string Row)> Rows(RehearsalCheck check) =>
        SqliteSession.Rows(connection, Query(check), row => (Text(row, 0), Text(row, row.FieldCount - 1)));

    private static string Text(SqliteDataReader row, int column) => Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture) ?? "";

    private string Query(RehearsalCheck check) => check switch
    {
        RehearsalCheck.ForeignKeys => """
            SELECT "table", "table" || '/' || ifnull(rowid, '') || '/' || parent || '/' || fkid FROM pragma_foreign_key_check
            """,
        RehearsalCheck.Integrity => "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
        RehearsalCheck.RootVolume => $"SELECT label FROM ({Volumes}) WHERE volume IS NULL",
        RehearsalCheck.SnapshotPairs => $"""
            {RootDisks}
            SELECT DISTINCT v.label FROM ({Volumes}) v JOIN roots r ON r.instance = v.instance AND r.pool = v.pool WHERE
                EXISTS (SELECT name FROM instances_snapshots WHERE instance_id = v.instance
                        EXCEPT SELECT name FROM storage_volumes_snapshots WHERE storage_volume_id = v.volume)
                OR EXISTS (SELECT name FROM storage_volumes_snapshots WHERE storage_volume_id = v.volume
                        EXCEPT SELECT name FROM instances_snapshots WHERE instance_id = v.instance)
            """,
        RehearsalCheck.RootDisk => $"""
            {RootDisks}
            SELECT v.label FROM (SELECT DISTINCT instance, label FROM ({Volumes})) v LEFT JOIN roots r ON r.instance = v.instance
            GROUP BY v.instance HAVING count(r.instance) <> 1
            """,
        RehearsalCheck.RootDiskPool => $"""
            {RootDisks}
            SELECT v.label FROM ({Volumes}) v JOIN roots r ON r.instance = v.instance WHERE v.volume IS NOT NULL
            GROUP BY v.instance, r.pool HAVING max(r.pool IS v.pool) = 0
            """,
        RehearsalCheck.DeviceTypes => string.Join(
            " UNION ALL ",
            DeviceTypes("instances_devices", "instance_device_id"),
            DeviceTypes("instances_snapshots_devices", "instance_snapshot_device_id"),
            DeviceTypes("profiles_devices", "profile_device_id")),
        RehearsalCheck.SharedIds => "SELECT name, id FROM storage_volumes WHERE id IN (SELECT id FROM storage_volumes_snapshots)",
        RehearsalCheck.Sequences => string.Join(" UNION ALL ", SchemaGuard.Written.Keys.Select(Sequence)),
        _ => throw new ArgumentOutOfRangeException(nameof(check)),
    };

    private static string DeviceTypes(string table, string key)
    {
        var words = string.Join(' ', IncusCodes.DeviceTypeWords.Select((word, code) => $"WHEN {code} THEN '{word}'"));
        return $"""
            SELECT d.name, '{table}/' || d.id FROM {table} d LEFT JOIN {table}_config c ON c.{key} = d.id AND c.key = 'type'
            WHERE c.value IS NOT CASE d.type {words} END
            """;
    }

    private static string Sequence(string table)
    {
        var count = table == "storage_volumes_snapshots" ? "storage_volumes" : table;
        return $"""
            SELECT '{table}', '{table}/' || (SELECT max(id) FROM {table}) WHERE (SELECT ifnull(max(id), 0) FROM {table}) > ifnull((SELECT seq FROM sqlite_sequence WHERE name = '{count}'), 0)
            """;
    }
}
