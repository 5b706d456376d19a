using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Recover.Core.Backups;

namespace Recover.Core.Databases;

/// <summary>Reads what a database has that should not be, and what else is compared with the disk. Used by one thread.</summary>
internal sealed class OddRecords(SqliteConnection connection)
{
    // Dates that only the making of something writes: times of use and of starts go on in a database that went back in time.
    private static readonly (string Table, string Column)[] Made =
    [
        ("instances", "creation_date"), ("instances_snapshots", "creation_date"), ("storage_volumes", "creation_date"),
        ("storage_volumes_snapshots", "creation_date"), ("images", "upload_date"),
    ];

    public ImmutableArray<ImageRecord> Images() =>
    [
        .. SqliteSession.Rows(
            connection,
            "SELECT p.name, i.fingerprint FROM images i JOIN projects p ON p.id = i.project_id ORDER BY i.id",
            row => new ImageRecord(row.GetString(0), row.GetString(1))),
    ];

    /// <summary>Rows whose column leads to no row, by table and column.</summary>
    public ImmutableArray<DanglingRows> Dangling() =>
    [
        .. SqliteSession.Rows(
                connection,
                """
                SELECT c."table", l."from", c.parent, count(*) FROM pragma_foreign_key_check c
                JOIN pragma_foreign_key_list(c."table") l ON l.id = c.fkid WHERE ifnull(l."to", 'id') = 'id' GROUP BY 1, 2, 3 ORDER BY 1, 2
                """,
                row => new DanglingRows(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3))),
    ];

    /// <summary>The pool of the root disk of each instance that has no root volume, by the instance's id.</summary>
    public Dictionary<long, string> RootPools()
    {
        var pools = new Dictionary<long, string>();
        foreach (var (instance, pool) in SqliteSession.Rows(
            connection,
            """
            WITH alone AS (
                SELECT id FROM instances
                WHERE (name, project_id, CASE type WHEN 1 THEN 3 ELSE 0 END) NOT IN (SELECT name, project_id, type FROM storage_volumes))
            SELECT a.id, c.value, x.apply_order FROM alone a JOIN instances_profiles x ON x.instance_id = a.id
            JOIN profiles_devices d ON d.profile_id = x.profile_id
            JOIN profiles_devices_config r ON r.profile_device_id = d.id AND r.key = 'path' AND r.value = '/'
            JOIN profiles_devices_config c ON c.profile_device_id = d.id AND c.key = 'pool'
            UNION ALL
            SELECT a.id, c.value, 1000000 FROM alone a JOIN instances_devices d ON d.instance_id = a.id
            JOIN instances_devices_config r ON r.instance_device_id = d.id AND r.key = 'path' AND r.value = '/'
            JOIN instances_devices_config c ON c.instance_device_id = d.id AND c.key = 'pool'
            ORDER BY 1, 3
            """,
            row => (row.GetInt64(0), row.GetString(1))))
        {
            // The last one counts: own devices replace those of profiles, later profiles earlier ones.
            pools[instance] = pool;
        }

        return pools;
    }

    /// <summary>The newest date at which anything was made; null when nothing was.</summary>
    public IncusTime? NewestAt() => Made
        .SelectMany(column => SqliteSession.Rows(
            connection,
            $"SELECT max({column.Column}) FROM {column.Table} GROUP BY typeof({column.Column})",
            row => row.GetValue(0)).ToList())
        .Select(Time)
        .Where(time => time != IncusTime.Zero)
        .Select(time => (IncusTime?)time)
        .DefaultIfEmpty()
        .Max();

    /// <summary>When the database itself was first made; null when it does not say.</summary>
    public IncusTime? MadeAt()
    {
        var first = SqliteSession.Rows(connection, "SELECT updated_at FROM schema ORDER BY id LIMIT 1", row => Time(row.GetValue(0))).FirstOrDefault(IncusTime.Zero);
        return first == IncusTime.Zero ? null : first;
    }

    private static IncusTime Time(object value) => value switch
    {
        long seconds => new IncusTime(seconds, 0),
        string text when IncusTime.TryParse(text, out var time) => time,
        _ => IncusTime.Zero,
    };
}
