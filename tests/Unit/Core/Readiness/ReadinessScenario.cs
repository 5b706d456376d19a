using System.Collections.Immutable;
using Recover.Core.Findings;
using Recover.Core.Readiness;
using Recover.Core.Readiness.Resources;
using Recover.Tests.Unit.Core.Hosts;

namespace Recover.Tests.Unit.Core.Readiness;

/// <summary>A host on which everything starts, changed by the test.</summary>
internal sealed class ReadinessScenario
{
    public ReadinessScenario()
    {
        Files.Texts["/etc/subuid"] = "anna:100000:65536\nroot:1000000:1000000000\n";
        Files.Texts["/etc/subgid"] = "root:1000000:1000000000\n";
        Files.Texts["/proc/meminfo"] = "MemTotal:        8388608 kB\nMemFree: 1 kB\nMemAvailable:    4194304 kB\n";
        Files.Texts["/proc/filesystems"] = "nodev\tsysfs\n\text4\n";
        Files.Texts["/proc/sys/kernel/osrelease"] = "6.1.0-test\n";
        Files.Texts["/lib/modules/6.1.0-test/modules.dep"] = "kernel/fs/xfs/xfs.ko.xz: kernel/lib/libcrc32c.ko.xz\nkernel/net/ip-vs.ko:\n";
        Files.Paths.UnionWith(["/sys/class/net/lo", "/sys/class/net/eth0", "/srv/data"]);
        Files.Programs.UnionWith(["newuidmap", "zfs", "zpool"]);
    }

    public FakeHostFiles Files { get; } = new();

    public bool SupportsVirtualMachines { get; set; } = true;

    public string PoolDriver { get; set; } = "dir";

    public List<StartingInstance> Instances { get; } = [];

    public static StartingInstance Instance(string name = "c1", params (string Name, ImmutableSortedDictionary<string, string> Device)[] devices) => new()
    {
        Project = "default",
        Name = name,
        IsVirtualMachine = false,
        Architecture = "x86_64",
        Pool = "local",
        NetworkProject = "default",
        VolumeProject = "default",
        Devices = devices.ToImmutableSortedDictionary(device => device.Name, device => device.Device, StringComparer.Ordinal),
    };

    public static ImmutableSortedDictionary<string, string> Config(params (string Key, string Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    public static (string Name, ImmutableSortedDictionary<string, string> Device) Device(string name, string type, params (string Key, string Value)[] pairs) =>
        (name, Config([("type", type), .. pairs]));

    public InstanceReadiness Examine(StartingInstance instance)
    {
        ImmutableArray<StartingInstance> all = [instance, .. Instances];
        var survey = ServingHost.Survey with { SupportsVirtualMachines = SupportsVirtualMachines };
        var surroundings = new StartSurroundings(new HostResources(survey, Files), all)
        {
            Networks = ImmutableDictionary<(string Project, string Name), StartNetwork>.Empty
                .Add(("default", "br0"), new StartNetwork("bridge", Config(("ipv4.address", "10.9.8.1/24"), ("ipv6.address", "fd00:9::1/64"))))
                .Add(("default", "up"), new StartNetwork("physical", Config(("parent", "eth9")))),
            Pools = ImmutableDictionary<string, string>.Empty.Add("local", PoolDriver),
            Volumes = [("local", "default", "data")],
        };
        return ReadinessExamination.Examine(all, surroundings)[0];
    }

    /// <summary>Codes with their severity, as <c>Code Severity</c>.</summary>
    public string[] Said(StartingInstance instance) => [.. Examine(instance).Findings.Select(finding => $"{finding.Code} {finding.Severity}")];

    public static string Warning(FindingCode code) => $"{code} {FindingSeverity.Warning}";

    public static string Note(FindingCode code) => $"{code} {FindingSeverity.Info}";
}
