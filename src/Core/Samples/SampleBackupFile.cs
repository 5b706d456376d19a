using System.Collections.Immutable;
using System.Globalization;

namespace Recover.Core.Samples;

/// <summary>Makes the backup.yaml of a sample instance as Incus 6.0.4 would have written it.</summary>
internal sealed class SampleBackupFile(string poolSource, DateTimeOffset now)
{
    private const string IdMap =
        """[{"Isuid":true,"Isgid":false,"Hostid":1000000,"Nsid":0,"Maprange":1000000000},{"Isuid":false,"Isgid":true,"Hostid":1000000,"Nsid":0,"Maprange":1000000000}]""";

    private static readonly DateTimeOffset Never = DateTimeOffset.UnixEpoch;

    /// <summary>The file's text.</summary>
    public string Write(SampleInstance instance)
    {
        var written = now.AddDays(-instance.AgeDays);
        var created = written.AddDays(-30);
        var config = Config(instance);
        var devices = instance.Devices;
        var common = new (string, object)[]
        {
            ("architecture", "x86_64"),
            ("config", Map(config)),
            ("devices", Map(devices)),
            ("ephemeral", false),
            ("profiles", List(instance.Profiles.Select(profile => profile.Name))),
            ("stateful", false),
            ("description", instance.Description),
            ("created_at", created),
            ("expanded_config", Map(Expanded(instance, config))),
            ("expanded_devices", Map(Expanded(instance))),
            ("name", instance.Name),
            ("status", "Stopped"),
            ("status_code", 102),
            ("last_used_at", written),
            ("location", "none"),
            ("type", Type(instance)),
            ("project", instance.Project),
        };
        var snapshots = instance.Snapshots.Index().Select(entry => Snapshot(instance, config, entry.Item, created.AddDays(entry.Index + 1))).ToArray();
        return SampleYaml.Write(
        [
            ("container", common),
            .. snapshots.Length == 0 ? [] : ((string, object)[])[("snapshots", snapshots)],
            ("pool", Pool()),
            ("profiles", instance.Profiles.Select(Profile).ToArray<object>()),
            ("volume", Volume(instance, created)),
            .. snapshots.Length == 0
                ? []
                : ((string, object)[])[("volume_snapshots", instance.Snapshots.Index().Select(entry => VolumeSnapshot(instance, entry.Item, created.AddDays(entry.Index + 1))).ToArray<object>())],
        ]);
    }

    private static ImmutableArray<(string, string)> Config(SampleInstance instance)
    {
        var uuid = string.Create(CultureInfo.InvariantCulture, $"0f9e2083-2b9b-423a-8067-61c24b07{instance.Seed:x4}");
        (string, string)[] always =
        [
            .. instance.Config,
            ("image.description", "Debian bookworm amd64"),
            ("image.os", "Debian"),
            ("image.release", "bookworm"),
            ("volatile.cloud-init.instance-id", string.Create(CultureInfo.InvariantCulture, $"e168f773-7793-4668-a186-244d85d0{instance.Seed:x4}")),
            ("volatile.eth0.hwaddr", string.Create(CultureInfo.InvariantCulture, $"10:66:6a:51:96:{instance.Seed:x2}")),
            ("volatile.last_state.power", instance.Seed % 2 == 0 ? "RUNNING" : "STOPPED"),
            ("volatile.uuid", uuid),
            ("volatile.uuid.generation", uuid),
            .. instance.IsVirtualMachine
                ? [("volatile.vsock_id", "3")]
                : ((string, string)[])[("volatile.idmap.base", "0"), ("volatile.idmap.next", IdMap), ("volatile.last_state.idmap", "[]")],
        ];
        return [.. always.OrderBy(entry => entry.Item1, StringComparer.Ordinal)];
    }

    private static IEnumerable<(string, string)> Expanded(SampleInstance instance, ImmutableArray<(string Key, string Value)> config) =>
        instance.Profiles.SelectMany(profile => profile.Config).Concat(config)
            .GroupBy(entry => entry.Key)
            .Select(group => group.Last())
            .OrderBy(entry => entry.Key, StringComparer.Ordinal);

    private static IEnumerable<SampleDevice> Expanded(SampleInstance instance) =>
        instance.Profiles.SelectMany(profile => profile.Devices).Concat(instance.Devices)
            .GroupBy(device => device.Name)
            .Select(group => group.Last())
            .OrderBy(device => device.Name, StringComparer.Ordinal);

    private static (string, object)[] Snapshot(
        SampleInstance instance, ImmutableArray<(string, string)> config, string name, DateTimeOffset created) =>
    [
        ("expires_at", created.AddYears(5)),
        ("architecture", "x86_64"),
        ("config", Map(config)),
        ("created_at", created),
        ("devices", Map(instance.Devices)),
        ("ephemeral", false),
        ("expanded_config", Map(Expanded(instance, config))),
        ("expanded_devices", Map(Expanded(instance))),
        ("last_used_at", Never),
        ("name", name),
        ("profiles", List(instance.Profiles.Select(profile => profile.Name))),
        ("stateful", false),
        ("size", -1),
    ];

    private (string, object)[] Pool() =>
    [
        ("config", Map([("source", poolSource)])),
        ("description", "Where everything lives"),
        ("name", SampleHost.Pool),
        ("driver", "dir"),
        ("used_by", List([])),
        ("status", "Created"),
        ("locations", List(["none"])),
    ];

    private static (string, object)[] Profile(SampleProfile profile) => new (string, object)[]
    {
        ("config", Map(profile.Config)),
        ("description", profile.Description),
        ("devices", Map(profile.Devices)),
        ("name", profile.Name),
        ("used_by", List([])),
        ("project", profile.Project),
    };

    private static (string, object)[] Volume(SampleInstance instance, DateTimeOffset created) =>
    [
        ("config", Map(Array.Empty<(string, string)>())),
        ("description", ""),
        ("name", instance.Name),
        ("type", Type(instance)),
        ("used_by", List([])),
        ("location", "none"),
        ("content_type", ContentType(instance)),
        ("project", instance.Project),
        ("created_at", created),
    ];

    private static (string, object)[] VolumeSnapshot(SampleInstance instance, string name, DateTimeOffset created) => new (string, object)[]
    {
        ("description", ""),
        ("expires_at", created.AddYears(5)),
        ("name", name),
        ("config", Map(Array.Empty<(string, string)>())),
        ("content_type", ContentType(instance)),
        ("created_at", created),
    };

    private static string Type(SampleInstance instance) => instance.IsVirtualMachine ? "virtual-machine" : "container";

    private static string ContentType(SampleInstance instance) => instance.IsVirtualMachine ? "block" : "filesystem";

    private static (string, object)[] Map(IEnumerable<(string Key, string Value)> config) => [.. config.Select(entry => (entry.Key, (object)entry.Value))];

    private static (string, object)[] Map(IEnumerable<SampleDevice> devices) => [.. devices.Select(device => (device.Name, (object)Map(device.Keys)))];

    private static object[] List(IEnumerable<string> words) => [.. words];
}
