using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Kept;
using Recover.Core.Plans;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Kept;

public sealed class KeptRecordsTests : IDisposable
{
    private const string From = "the earlier database";

    // Ids are others than a new database would give.
    private static readonly string[] Old =
    [
        "UPDATE profiles SET description = 'Everything' WHERE id = 1",
        "INSERT INTO profiles_config (profile_id, key, value) VALUES (1, 'limits.cpu', '2')",
        "INSERT INTO projects (id, name, description) VALUES (17, 'shop', 'The shop''s')",
        "INSERT INTO projects_config (project_id, key, value) VALUES (17, 'features.profiles', 'true')",
        "INSERT INTO profiles (id, name, description, project_id) VALUES (30, 'web', '', 17)",
        "INSERT INTO profiles_devices (id, profile_id, name, type) VALUES (8, 30, 'eth0', 1)",
        "INSERT INTO profiles_devices_config (profile_device_id, key, value) VALUES (8, 'type', 'nic')",
        "INSERT INTO networks (id, project_id, name, description, state, type) VALUES (40, 1, 'br0', 'uplink', 1, 0)",
        "INSERT INTO networks_nodes (network_id, node_id, state) VALUES (40, 1, 1)",
        "INSERT INTO networks_config (network_id, node_id, key, value) VALUES (40, NULL, 'ipv4.address', '10.0.0.1/24')",
        "INSERT INTO networks_forwards (id, network_id, node_id, listen_address, description, ports) VALUES (3, 40, 1, '192.0.2.9', '', '[{\"x\":1}]')",
        "INSERT INTO networks_forwards_config (network_forward_id, key, value) VALUES (3, 'user.a', 'b')",
        "INSERT INTO networks_acls (id, project_id, name, description, ingress, egress) VALUES (5, 17, 'inner', '', CAST('[1]' AS BLOB), CAST('[]' AS BLOB))",
        "INSERT INTO networks_zones (id, project_id, name, description) VALUES (6, 1, 'lab.example', '')",
        "INSERT INTO networks_zones_records (id, network_zone_id, name, description, entries) VALUES (7, 6, 'www', '', '[]')",
        "INSERT INTO networks (id, project_id, name, description, state, type) VALUES (41, 1, 'ovn', '', 1, 3)",
        "INSERT INTO networks_peers (id, network_id, name, description, target_network_id, type) VALUES (2, 41, 'other', '', 40, 0)",
        "INSERT INTO certificates (id, fingerprint, type, name, certificate, restricted) VALUES (9, 'abcdef', 1, 'anna', 'PEM', 1)",
        "INSERT INTO certificates_projects (certificate_id, project_id) VALUES (9, 17)",
        "INSERT INTO config (key, value) VALUES ('core.trust_ca_certificates', 'true')",
    ];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Find_SameDatabases_IsNothing()
    {
        var file = Make("one");

        Assert.Empty(Find(file, file));
    }

    [Fact]
    public void Find_NewDatabaseBesideAnEarlierOne_HasEveryRecordOnceWithWhatBelongsToIt()
    {
        var records = Find(Make("old", Old), Make("new"));

        Assert.Equal(
            [
                "Certificate abcdef", "Network default/br0", "Network default/ovn", "NetworkAcl shop/inner", "NetworkForward default/br0/192.0.2.9",
                "NetworkPeer default/ovn/other", "NetworkZone lab.example", "Profile default/default", "Profile shop/web",
                "Project shop", "ServerSetting core.trust_ca_certificates",
            ],
            records.Select(record => $"{record.Kind} {record.Name}").Order(StringComparer.Ordinal));
        Assert.Equal(Old.Length, records.Sum(record => record.Rows.Length));
        Assert.True(Assert.Single(records, record => record.Name == "default/default").Rows[0].Replaces);
    }

    [Fact]
    public async Task Compile_CarriedRecords_MakeTheSameDatabaseUnderOtherNumbers()
    {
        var cancel = TestContext.Current.CancellationToken;
        var old = Make("old", Old);
        var fresh = Make("new", "INSERT INTO projects (name, description) VALUES ('gap', '')", "DELETE FROM projects WHERE name = 'gap'");
        var records = Find(old, fresh);
        var create = new PlannedRecords { Kept = records };

        var statements = StatementCompiler.Compile(create, Contents(fresh));
        var rehearsal = await RehearsalDatabase.RunAsync(fresh, statements, _directory.Root, cancel);
        Run(fresh, [.. statements]);

        Assert.Empty(rehearsal.Problems);
        Assert.Empty(Find(old, fresh));
        Assert.Empty(KeptRecordCheck.Missing(fresh, records));
        using var connection = SqliteSession.Open(fresh);
        Assert.Equal(
            SqliteSession.Scalar<long>(connection, "SELECT id FROM networks WHERE name = 'br0'"),
            SqliteSession.Scalar<long>(connection, "SELECT target_network_id FROM networks_peers"));
        Assert.Equal("[1]", SqliteSession.Scalar<string>(connection, "SELECT CAST(ingress AS TEXT) FROM networks_acls"));
        Assert.NotEqual(40, SqliteSession.Scalar<long>(connection, "SELECT id FROM networks WHERE name = 'br0'"));
    }

    [Fact]
    public void Compile_ManyRecords_StaysWithFewStatements()
    {
        string[] many = [.. Enumerable.Range(0, 1000).Select(number => $"INSERT INTO networks_acls (project_id, name, description, ingress, egress) VALUES (1, 'acl{number}', '', '[]', '[]')")];
        var fresh = Make("new");

        var statements = StatementCompiler.Compile(new PlannedRecords { Kept = Find(Make("old", many), fresh) }, Contents(fresh));

        Assert.InRange(statements.Length, 1, 20);
    }

    [Fact]
    public void Compile_RecordOfAProjectThatDoesNotCome_IsRefused()
    {
        var fresh = Make("new");
        var acl = Find(Make("old", Old), fresh).Where(record => record.Kind == RecordKind.NetworkAcl).ToImmutableArray();

        Assert.Throws<PlanUnfitException>(() => StatementCompiler.Compile(new PlannedRecords { Kept = acl }, Contents(fresh)));
    }

    [Theory]
    [InlineData("instances")]
    [InlineData("sqlite_sequence")]
    [InlineData("x\"; DROP TABLE projects; --")]
    public void Compile_TableThatIsNotCarried_IsRefused(string table)
    {
        var row = new KeptRow(new RowReference(table, [new KeptValue("name", "x", null)]), [new KeptValue("name", "x", null)], Replaces: false);

        Assert.Throws<PlanUnfitException>(() =>
            StatementCompiler.Compile(new PlannedRecords { Kept = [new KeptRecord(RecordKind.Other, [row], From)] }, Contents(Make("new"))));
    }

    [Fact]
    public void Check_ValueChangedSince_NamesTheRecord()
    {
        var old = Make("old", Old);
        var records = Find(old, Make("new"));
        Run(old, "UPDATE networks_forwards SET ports = '[]'", "DELETE FROM networks_zones_records");

        Assert.Equal([RecordKind.NetworkZone, RecordKind.NetworkForward], KeptRecordCheck.Missing(old, records).Select(record => record.Kind).Order());
    }

    private static ImmutableArray<KeptRecord> Find(string old, string present)
    {
        using var first = SqliteSession.Open(old);
        using var second = SqliteSession.Open(present);
        return KeptRecords.Find(first, second, From);
    }

    private static DatabaseContents Contents(string file)
    {
        using var connection = SqliteSession.Open(file);
        return new ContentsReader(connection).Read();
    }

    private static void Run(string file, params string[] statements)
    {
        using var connection = SqliteSession.Open(file, foreignKeys: true);
        foreach (var statement in statements)
        {
            SqliteSession.Execute(connection, statement);
        }
    }

    private string Make(string name, params string[] statements)
    {
        var file = Path.Combine(_directory.Root, $"{name}.sqlite");
        DumpLoader.Load(FreshDatabase.Dump(73), file, TestContext.Current.CancellationToken);
        Run(file, statements);
        return file;
    }
}
