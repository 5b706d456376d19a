using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Xunit;
using static Recover.Tests.Unit.Core.Plans.PlanScenario;

namespace Recover.Tests.Unit.Core.Plans;

public sealed class RiskyContentTests : IDisposable
{
    private readonly PlanScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Theory]
    [InlineData("raw.lxc", "lxc.mount.entry = /etc etc none bind 0 0", FindingCode.RawSetting)]
    [InlineData("raw.idmap", "both 0 0", FindingCode.RawSetting)]
    [InlineData("security.privileged", "true", FindingCode.PrivilegedContainer)]
    [InlineData("security.privileged", "false", null)]
    [InlineData("security.nesting", "1", FindingCode.NestingAllowed)]
    [InlineData("security.syscalls.intercept.mount", "true", FindingCode.SystemCallsChanged)]
    [InlineData("linux.kernel_modules", "ip_vs", FindingCode.KernelModulesLoaded)]
    [InlineData("limits.gravity", "9", FindingCode.UnknownSettingKept)]
    [InlineData("limits.memory", "1GiB", null)]
    [InlineData("user.note", "raw.lxc", null)]
    public async Task Instance_WithASetting_IsMarkedWhenItReachesBeyondIt(string key, string value, FindingCode? code)
    {
        _scenario.Volumes.Add(Instance("c1", file => file with { Instance = file.Instance! with { Config = file.Instance.Config.SetItem(key, value) } }));

        var risks = (await _scenario.BuildAndRehearseAsync()).Notes.Where(note => note.Finding.Severity == FindingSeverity.Risk).ToArray();

        Assert.Equal(code is { } expected ? [("default/c1", expected, $"{key}: {value}")] : [], risks.Select(note => (note.Item, note.Finding.Code, note.Finding.Raw)));
    }

    [Fact]
    public async Task Instance_WithDevicesOfTheHost_IsMarkedForEach()
    {
        _scenario.Volumes.Add(Instance("c1", file => file with
        {
            Instance = file.Instance! with
            {
                Devices = file.Instance.Devices.SetItems(Devices(
                    ("data", Config(("type", "disk"), ("pool", "local"), ("source", "data"), ("path", "/data"))),
                    ("etc", Config(("type", "disk"), ("source", "/etc"), ("path", "/mnt"))),
                    ("fuse", Config(("type", "unix-char"), ("source", "/dev/fuse"), ("path", "/dev/fuse"))),
                    ("web", Config(("type", "proxy"), ("listen", "tcp:0.0.0.0:80"), ("connect", "tcp:127.0.0.1:80"))))),
            },
        }));

        var risks = (await _scenario.BuildAsync()).Notes.Where(note => note.Finding.Severity == FindingSeverity.Risk);

        Assert.Equal(
            [(FindingCode.HostPathShared, "etc /etc"), (FindingCode.HostDeviceShared, "fuse /dev/fuse"), (FindingCode.ProxyOpened, "web tcp:0.0.0.0:80 tcp:127.0.0.1:80")],
            risks.Select(note => (note.Finding.Code, string.Join(' ', note.Finding.Arguments))));
    }

    [Fact]
    public async Task Snapshot_WithARiskyOldSetting_IsMarkedAtItsInstance()
    {
        _scenario.Volumes.Add(Instance(
            "c1",
            file => file with { Snapshots = [Snapshot("s0") with { Config = Config(("security.privileged", "true")) }] },
            "s0"));

        var note = Assert.Single((await _scenario.BuildAndRehearseAsync()).Notes, note => note.Finding.Severity == FindingSeverity.Risk);

        Assert.Equal(("default/c1", FindingCode.PrivilegedContainer), (note.Item, note.Finding.Code));
    }

    [Fact]
    public async Task Profile_ThatThePlanCreates_IsMarkedOnceForAllItsInstances()
    {
        _scenario.Answered(MissingKind.Profile, "default", "docker", new Definition { Config = Config(("security.nesting", "true")) }, "default/c1", "default/c2");
        _scenario.Volumes.Add(Instance("c1", file => file with { Instance = file.Instance! with { Profiles = ["docker"] } }));
        _scenario.Volumes.Add(Instance("c2", file => file with { Instance = file.Instance! with { Profiles = ["docker"] } }));

        var note = Assert.Single((await _scenario.BuildAndRehearseAsync()).Notes, note => note.Finding.Severity == FindingSeverity.Risk);

        Assert.Equal((Recover.Core.Plans.PlanTexts.Need(MissingKind.Profile, "default/docker"), FindingCode.NestingAllowed), (note.Item, note.Finding.Code));
    }
}
