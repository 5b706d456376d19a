using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Storage;
using Recover.Tests.Unit.Core.Databases;
using Xunit;

namespace Recover.Tests.Unit.Core.Plans;

/// <summary>A real host was captured before its database was lost: what the plan writes into a fresh one must be what was there.</summary>
public sealed class CapturedHostTests : IDisposable
{
    private const string InstanceLabel = "(SELECT p.name || '/' || i.name FROM instances i JOIN projects p ON p.id = i.project_id WHERE i.id = ";
    private const string VolumeLabel = "(SELECT s.name || ':' || v.type || ':' || v.name FROM storage_volumes v JOIN storage_pools s ON s.id = v.storage_pool_id WHERE v.id = ";

    private readonly PlanScenario _scenario = new();

    public static TheoryData<string, string> Tables => new()
    {
        { "instances", "SELECT p.name, i.name, i.node_id, architecture, type, ephemeral, creation_date, stateful, last_use_date, i.description, expiry_date FROM instances i JOIN projects p ON p.id = i.project_id" },
        { "instances_config", $"SELECT {InstanceLabel} c.instance_id), key, value FROM instances_config c WHERE key <> 'volatile.last_state.ready'" },
        { "instances_devices", $"SELECT {InstanceLabel} d.instance_id), d.name, d.type, key, value FROM instances_devices d JOIN instances_devices_config c ON c.instance_device_id = d.id" },
        { "instances_profiles", $"SELECT {InstanceLabel} i.instance_id), p.name, apply_order FROM instances_profiles i JOIN profiles p ON p.id = i.profile_id" },
        { "instances_snapshots", $"SELECT {InstanceLabel} instance_id), name, creation_date, stateful, description, expiry_date FROM instances_snapshots" },
        { "instances_snapshots_config", $"SELECT {InstanceLabel} s.instance_id), s.name, key, value FROM instances_snapshots s JOIN instances_snapshots_config c ON c.instance_snapshot_id = s.id WHERE key NOT LIKE '%host_name' AND key <> 'volatile.last_state.power'" },
        { "instances_snapshots_devices", $"SELECT {InstanceLabel} s.instance_id), s.name, d.name, d.type, key, value FROM instances_snapshots s JOIN instances_snapshots_devices d ON d.instance_snapshot_id = s.id JOIN instances_snapshots_devices_config c ON c.instance_snapshot_device_id = d.id" },
        { "networks", "SELECT n.name, n.description, n.state, n.type, m.node_id, m.state, key, value, c.node_id FROM networks n JOIN networks_nodes m ON m.network_id = n.id JOIN networks_config c ON c.network_id = n.id" },
        { "profiles", "SELECT name, description FROM profiles" },
        { "profiles_config", "SELECT p.name, key, value FROM profiles p JOIN profiles_config c ON c.profile_id = p.id" },
        { "profiles_devices", "SELECT p.name, d.name, d.type, key, value FROM profiles p JOIN profiles_devices d ON d.profile_id = p.id JOIN profiles_devices_config c ON c.profile_device_id = d.id" },
        { "projects", "SELECT name, description, key, value FROM projects p JOIN projects_config c ON c.project_id = p.id" },
        { "storage_pools", "SELECT name, driver, description, p.state, n.node_id, n.state, c.node_id, key, value FROM storage_pools p JOIN storage_pools_nodes n ON n.storage_pool_id = p.id JOIN storage_pools_config c ON c.storage_pool_id = p.id" },
        { "storage_volumes", $"SELECT {VolumeLabel} v.id), node_id, description, content_type, creation_date FROM storage_volumes v" },
        { "storage_volumes_config", $"SELECT {VolumeLabel} storage_volume_id), key, value FROM storage_volumes_config WHERE key <> 'user.note'" },
        { "storage_volumes_snapshots", $"SELECT {VolumeLabel} storage_volume_id), s.name, s.description, expiry_date, s.creation_date FROM storage_volumes_snapshots s" },
        { "storage_volumes_snapshots_config", $"SELECT s.name, key, value FROM storage_volumes_snapshots s JOIN storage_volumes_snapshots_config c ON c.storage_volume_snapshot_id = s.id WHERE key <> 'user.note'" },
    };

    public void Dispose() => _scenario.Dispose();

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Plan_OnAFreshDatabase_WritesWhatWasThere(string table, string query)
    {
        Describe();
        var plan = await _scenario.BuildAndRehearseAsync();

        var recovered = await RowsAsync(await _scenario.ApplyAsync(plan), query);
        var original = await RowsAsync(await _scenario.FileOfAsync(CapturedDump.Read("original")), query);

        Assert.NotEmpty(original);
        Assert.True(original.SequenceEqual(recovered), $"{table}: {string.Join(" / ", original.Except(recovered))} became {string.Join(" / ", recovered.Except(original))}");
    }

    [Fact]
    public async Task Plan_LeavesTheSharedCountOfVolumesBehindTheLastSnapshot()
    {
        Describe();
        var plan = await _scenario.BuildAsync();

        var rows = await RowsAsync(await _scenario.ApplyAsync(plan), "SELECT seq FROM sqlite_sequence WHERE name = 'storage_volumes'");

        Assert.Equal(["8"], rows);
    }

    [Fact]
    public async Task Plan_NamesWhatOnlyTheDatabaseKnew()
    {
        Describe();
        _scenario.Condition = Recover.Core.Hosts.DatabaseCondition.Missing;
        _scenario.ImageFiles = 1;
        var plan = await _scenario.BuildAsync();

        Assert.True(plan.CreatesDatabase);
        Assert.Contains(plan.NotRecovered, item => item.Kind == "image");
        Assert.Contains(plan.Notes, note => note is { Item: "default/data1", Finding.Code: Recover.Core.Findings.FindingCode.VolumeSettingsUnknown });
        Assert.DoesNotContain(plan.Notes, note => note.Item is "default/c0" or "default/c1");
    }

    private void Describe()
    {
        var c0 = Read("backup-c0-one-snapshot.yaml");
        var c1 = Read("backup-c1-custom-volume-snapshots.yaml");
        _scenario.Volumes.Add(PlanScenario.Volume(VolumeType.Container, "c0", "s0") with { Backup = c0 });
        _scenario.Volumes.Add(PlanScenario.Volume(VolumeType.Container, "c1", "snap0", "snap1") with { Backup = c1 });
        var data1 = PlanScenario.Volume(VolumeType.Custom, "default_data1");
        _scenario.Volumes.Add(data1 with
        {
            Stored = data1.Stored with
            {
                CreatedAt = At("2026-11-22T19:15:38.350020492Z"),
                Owner = new FileOwner(1000000, 1000000, 0x1c9),
                Snapshots = [new StoredSnapshot("vs0", "/nowhere", At("2026-11-22T19:15:39.885761268Z"))],
            },
        });
        var blk1 = PlanScenario.Volume(VolumeType.Custom, "default_blk1");
        _scenario.Volumes.Add(blk1 with
        {
            Stored = blk1.Stored with
            {
                ContentType = ContentType.Block,
                SizeBytes = 10 << 20,
                CreatedAt = At("2026-11-22T19:15:38.376646773Z"),
            },
        });

        string[] both = ["default/c0", "default/c1"];
        foreach (var profile in c1.Profiles!.Value)
        {
            var definition = new Definition { Description = profile.Description, Config = profile.Config, Devices = profile.Devices };
            _scenario.Answered(MissingKind.Profile, "default", profile.Name, definition, both);
        }

        var network = new Definition { Type = "bridge", Config = PlanScenario.Config(("ipv4.address", "10.77.0.1/24"), ("ipv6.address", "none")) };
        _scenario.Answered(MissingKind.Network, "default", "br0", network, both);
    }

    private static IncusTime At(string text) => IncusTime.TryParse(text, out var time) ? time : throw new FormatException(text);

    private static BackupFile Read(string name) =>
        BackupFileReader.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", name)), DateTimeOffset.UnixEpoch).File!;

    private static async Task<ImmutableArray<string>> RowsAsync(string file, string query)
    {
        await Task.Yield();
        using var connection = SqliteSession.Open(file);
        return
        [
            .. SqliteSession.Rows(
                    connection,
                    query,
                    row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(column => row.IsDBNull(column) ? "NULL" : row.GetValue(column))))
                .Order(StringComparer.Ordinal),
        ];
    }
}
