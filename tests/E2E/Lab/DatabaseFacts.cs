using Microsoft.Data.Sqlite;

namespace Recover.Tests.E2E.Lab;

/// <summary>
/// A dump of the global database as a set of lines that name things by their natural keys, so that two databases with different row numbers compare.
/// </summary>
internal static class DatabaseFacts
{
    private const string Instances = """
        SELECT i.*, p.name || '/' || i.name AS at FROM instances i JOIN projects p ON p.id = i.project_id
        """;

    private const string InstanceSnapshots = """
        SELECT s.*, p.name || '/' || i.name || '/' || s.name AS at
        FROM instances_snapshots s JOIN instances i ON i.id = s.instance_id JOIN projects p ON p.id = i.project_id
        """;

    private const string Volumes = """
        SELECT v.*, o.name || ' ' || p.name || '/' || v.type || '/' || v.name AS at
        FROM storage_volumes v JOIN storage_pools o ON o.id = v.storage_pool_id JOIN projects p ON p.id = v.project_id
        """;

    private const string Profiles = "SELECT f.*, p.name || '/' || f.name AS at FROM profiles f JOIN projects p ON p.id = f.project_id";

    private const string VolumeSnapshots = $"SELECT s.*, v.at || '/' || s.name AS at FROM storage_volumes_snapshots s JOIN ({Volumes}) v ON v.id = s.storage_volume_id";

    private static readonly string[] Queries =
    [
        "SELECT 'pool ' || name || ' driver=' || driver || ' description=' || description || ' state=' || state FROM storage_pools",
        "SELECT 'pool ' || o.name || ' ' || c.key || '=' || c.value || ' member=' || coalesce(c.node_id, '-') FROM storage_pools_config c JOIN storage_pools o ON o.id = c.storage_pool_id",
        "SELECT 'pool ' || o.name || ' on member ' || n.node_id || ' state=' || n.state FROM storage_pools_nodes n JOIN storage_pools o ON o.id = n.storage_pool_id",
        "SELECT 'project ' || name || ' description=' || description FROM projects",
        "SELECT 'project ' || p.name || ' ' || c.key || '=' || c.value FROM projects_config c JOIN projects p ON p.id = c.project_id",
        "SELECT 'network ' || p.name || '/' || n.name || ' type=' || n.type || ' state=' || n.state || ' description=' || coalesce(n.description, '') FROM networks n JOIN projects p ON p.id = n.project_id",
        "SELECT 'network ' || p.name || '/' || n.name || ' ' || c.key || '=' || c.value FROM networks_config c JOIN networks n ON n.id = c.network_id JOIN projects p ON p.id = n.project_id",
        $"SELECT 'profile ' || at || ' description=' || coalesce(description, '') FROM ({Profiles})",
        $"SELECT 'profile ' || f.at || ' ' || c.key || '=' || c.value FROM profiles_config c JOIN ({Profiles}) f ON f.id = c.profile_id",
        $"SELECT 'profile ' || f.at || ' device ' || d.name || ' type=' || d.type FROM profiles_devices d JOIN ({Profiles}) f ON f.id = d.profile_id",
        $"SELECT 'profile ' || f.at || ' device ' || d.name || ' ' || c.key || '=' || c.value FROM profiles_devices_config c JOIN profiles_devices d ON d.id = c.profile_device_id JOIN ({Profiles}) f ON f.id = d.profile_id",
        $"SELECT 'instance ' || at || ' type=' || type || ' architecture=' || architecture || ' ephemeral=' || ephemeral || ' stateful=' || stateful || ' member=' || node_id FROM ({Instances})",
        $"SELECT 'instance ' || at || ' description=' || description FROM ({Instances})",
        $"SELECT 'instance ' || at || ' created=' || creation_date || ' expires=' || coalesce(expiry_date, '') FROM ({Instances})",
        $"SELECT 'instance ' || at || ' used=' || last_use_date FROM ({Instances})",
        $"SELECT 'instance ' || i.at || ' ' || c.key || '=' || c.value FROM instances_config c JOIN ({Instances}) i ON i.id = c.instance_id",
        $"SELECT 'instance ' || i.at || ' device ' || d.name || ' type=' || d.type FROM instances_devices d JOIN ({Instances}) i ON i.id = d.instance_id",
        $"SELECT 'instance ' || i.at || ' device ' || d.name || ' ' || c.key || '=' || c.value FROM instances_devices_config c JOIN instances_devices d ON d.id = c.instance_device_id JOIN ({Instances}) i ON i.id = d.instance_id",
        $"SELECT 'instance ' || i.at || ' profile ' || a.apply_order || '=' || f.name FROM instances_profiles a JOIN ({Instances}) i ON i.id = a.instance_id JOIN profiles f ON f.id = a.profile_id",
        $"SELECT 'snapshot ' || at || ' created=' || creation_date || ' expires=' || coalesce(expiry_date, '') || ' stateful=' || stateful || ' description=' || description FROM ({InstanceSnapshots})",
        $"SELECT 'snapshot ' || s.at || ' ' || c.key || '=' || c.value FROM instances_snapshots_config c JOIN ({InstanceSnapshots}) s ON s.id = c.instance_snapshot_id",
        $"SELECT 'snapshot ' || s.at || ' device ' || d.name || ' type=' || d.type FROM instances_snapshots_devices d JOIN ({InstanceSnapshots}) s ON s.id = d.instance_snapshot_id",
        $"SELECT 'snapshot ' || s.at || ' device ' || d.name || ' ' || c.key || '=' || c.value FROM instances_snapshots_devices_config c JOIN instances_snapshots_devices d ON d.id = c.instance_snapshot_device_id JOIN ({InstanceSnapshots}) s ON s.id = d.instance_snapshot_id",
        $"SELECT 'volume ' || at || ' content=' || content_type || ' member=' || coalesce(node_id, '-') FROM ({Volumes})",
        $"SELECT 'volume ' || at || ' description=' || coalesce(description, '') FROM ({Volumes})",
        $"SELECT 'volume ' || at || ' created=' || creation_date FROM ({Volumes})",
        $"SELECT 'volume ' || v.at || ' ' || c.key || '=' || c.value FROM storage_volumes_config c JOIN ({Volumes}) v ON v.id = c.storage_volume_id",
        $"SELECT 'volume snapshot ' || at || ' description=' || coalesce(description, '') || ' expires=' || coalesce(expiry_date, '') FROM ({VolumeSnapshots})",
        $"SELECT 'volume snapshot ' || at || ' created=' || creation_date FROM ({VolumeSnapshots})",
        $"SELECT 'volume snapshot ' || s.at || ' ' || c.key || '=' || c.value FROM storage_volumes_snapshots_config c JOIN ({VolumeSnapshots}) s ON s.id = c.storage_volume_snapshot_id",
        "SELECT 'image ' || fingerprint FROM images",
        "SELECT 'image alias ' || name FROM images_aliases",
        "SELECT 'server ' || key || '=' || value FROM config",
        "SELECT 'certificate ' || fingerprint || ' ' || type || ' ' || name || ' ' || restricted || ' ' || certificate FROM certificates",
        "SELECT 'certificate ' || c.fingerprint || ' project=' || p.name FROM certificates_projects x JOIN certificates c ON c.id = x.certificate_id JOIN projects p ON p.id = x.project_id",
        "SELECT 'network acl ' || p.name || '/' || a.name || ' ' || a.description || ' ' || a.ingress || ' ' || a.egress FROM networks_acls a JOIN projects p ON p.id = a.project_id",
        "SELECT 'network acl ' || a.name || ' ' || c.key || '=' || c.value FROM networks_acls_config c JOIN networks_acls a ON a.id = c.network_acl_id",
        "SELECT 'forward ' || n.name || ' ' || f.listen_address || ' ' || f.description || ' ' || f.ports || ' member=' || coalesce(f.node_id, '-') FROM networks_forwards f JOIN networks n ON n.id = f.network_id",
        "SELECT 'forward ' || f.listen_address || ' ' || c.key || '=' || c.value FROM networks_forwards_config c JOIN networks_forwards f ON f.id = c.network_forward_id",
        "SELECT 'load balancer ' || n.name || ' ' || f.listen_address || ' ' || f.backends || ' ' || f.ports FROM networks_load_balancers f JOIN networks n ON n.id = f.network_id",
        "SELECT 'peer ' || n.name || ' ' || f.name || ' ' || f.type FROM networks_peers f JOIN networks n ON n.id = f.network_id",
        "SELECT 'zone ' || p.name || '/' || z.name || ' ' || z.description FROM networks_zones z JOIN projects p ON p.id = z.project_id",
        "SELECT 'zone ' || z.name || ' ' || c.key || '=' || c.value FROM networks_zones_config c JOIN networks_zones z ON z.id = c.network_zone_id",
        "SELECT 'zone ' || z.name || ' ' || r.name || ' ' || r.entries FROM networks_zones_records r JOIN networks_zones z ON z.id = r.network_zone_id",
        "SELECT 'bucket ' || name FROM storage_buckets",
    ];

    /// <summary>The facts of a dump.</summary>
    public static SortedSet<string> Read(string dump)
    {
        using var connection = new SqliteConnection("Data Source=:memory:;Foreign Keys=False");
        connection.Open();
        using (var load = connection.CreateCommand())
        {
            load.CommandText = dump;
            load.ExecuteNonQuery();
        }

        var facts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var query in Queries)
        {
            using var command = connection.CreateCommand();
            command.CommandText = query;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                facts.Add(reader.IsDBNull(0) ? throw new InvalidDataException($"No fact: {query}") : reader.GetString(0));
            }
        }

        return facts;
    }

    /// <summary>What differs: facts only before with a leading minus, facts only after with a plus.</summary>
    public static IReadOnlyList<string> Compare(string before, string after)
    {
        var old = Read(before);
        var now = Read(after);
        return [.. old.Except(now).Select(fact => "- " + fact), .. now.Except(old).Select(fact => "+ " + fact)];
    }
}
