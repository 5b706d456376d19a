using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Recover.Core.Databases.Raft;

namespace Recover.Core.Databases.Candidates;

/// <summary>The records of one state of a database by kind and natural key. Immutable.</summary>
internal sealed class CandidateRecords
{
    // Volumes of type 2 are custom ones. Each reads tables of its own, so that a schema without one of them still gives the others.
    private static readonly ImmutableArray<(RecordKind Kind, string Sql)> Queries =
    [
        (RecordKind.Instance, "SELECT p.name || '/' || i.name FROM instances i JOIN projects p ON p.id = i.project_id"),
        (RecordKind.InstanceSnapshot,
            """
            SELECT p.name || '/' || i.name || '/' || s.name FROM instances_snapshots s
            JOIN instances i ON i.id = s.instance_id JOIN projects p ON p.id = i.project_id
            """),
        (RecordKind.Volume,
            """
            SELECT p.name || '/' || o.name || '/' || v.name FROM storage_volumes v
            JOIN storage_pools o ON o.id = v.storage_pool_id JOIN projects p ON p.id = v.project_id WHERE v.type = 2
            """),
        (RecordKind.VolumeSnapshot,
            """
            SELECT p.name || '/' || o.name || '/' || v.name || '/' || s.name FROM storage_volumes_snapshots s
            JOIN storage_volumes v ON v.id = s.storage_volume_id JOIN storage_pools o ON o.id = v.storage_pool_id
            JOIN projects p ON p.id = v.project_id WHERE v.type = 2
            """),
        (RecordKind.Bucket,
            """
            SELECT p.name || '/' || o.name || '/' || b.name FROM storage_buckets b
            JOIN storage_pools o ON o.id = b.storage_pool_id JOIN projects p ON p.id = b.project_id
            """),
        (RecordKind.Image, "SELECT p.name || '/' || i.fingerprint FROM images i JOIN projects p ON p.id = i.project_id"),
        (RecordKind.Project, "SELECT name FROM projects"),
        (RecordKind.Profile, "SELECT p.name || '/' || f.name FROM profiles f JOIN projects p ON p.id = f.project_id"),
        (RecordKind.Network, "SELECT p.name || '/' || n.name FROM networks n JOIN projects p ON p.id = n.project_id"),
        (RecordKind.NetworkAcl, "SELECT p.name || '/' || a.name FROM networks_acls a JOIN projects p ON p.id = a.project_id"),
        (RecordKind.NetworkZone, "SELECT p.name || '/' || z.name FROM networks_zones z JOIN projects p ON p.id = z.project_id"),
        (RecordKind.NetworkForward, OfNetwork("networks_forwards", "listen_address")),
        (RecordKind.NetworkLoadBalancer, OfNetwork("networks_load_balancers", "listen_address")),
        (RecordKind.NetworkPeer, OfNetwork("networks_peers", "name")),
        (RecordKind.NetworkIntegration, "SELECT name FROM networks_integrations"),
        (RecordKind.Pool, "SELECT name FROM storage_pools"),
        (RecordKind.Certificate, "SELECT name || ' ' || substr(fingerprint, 1, 12) FROM certificates"),
        (RecordKind.ServerSetting, "SELECT key FROM config"),
    ];

    private readonly Dictionary<RecordKind, ImmutableSortedSet<string>> _names = [];

    private static string OfNetwork(string table, string column) =>
        $"SELECT p.name || '/' || n.name || '/' || x.{column} FROM {table} x JOIN networks n ON n.id = x.network_id JOIN projects p ON p.id = n.project_id";

    /// <summary>Reads a private SQLite file; what it has no tables for is left out.</summary>
    public static CandidateRecords Read(string file)
    {
        var records = new CandidateRecords();
        using var connection = SqliteSession.Open(file);
        foreach (var (kind, sql) in Queries)
        {
            try
            {
                records._names[kind] = SqliteSession.Rows(connection, sql, row => row.GetString(0)).ToImmutableSortedSet(StringComparer.Ordinal);
            }
            catch (Exception error) when (error is SqliteException or InvalidCastException)
            {
                // Another schema: nothing is said about this kind.
            }
        }

        return records;
    }

    /// <summary>What this state has and the other lacks; kinds that one of them could not be asked for are left out.</summary>
    public CandidateComparison Beside(CandidateSource source, CandidateRecords other) => new(
        source,
        [
            .. Queries
                .Where(query => _names.ContainsKey(query.Kind) && other._names.ContainsKey(query.Kind))
                .Select(query => (query.Kind, Names: _names[query.Kind].Except(other._names[query.Kind])))
                .Where(difference => difference.Names.Count > 0)
                .Select(difference => new RecordDifference(
                    difference.Kind, difference.Names.Count, [.. difference.Names.Take(RecordDifference.MostNames)])),
        ]);
}
