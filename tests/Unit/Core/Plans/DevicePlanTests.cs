using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Xunit;
using static Recover.Tests.Unit.Core.Plans.PlanScenario;

namespace Recover.Tests.Unit.Core.Plans;

public sealed class DevicePlanTests : IDisposable
{
    private static readonly ImmutableSortedDictionary<string, string> Root = Config(("type", "disk"), ("path", "/"), ("pool", "local"), ("size", "5GiB"));
    private static readonly ImmutableSortedDictionary<string, string> Nic = Config(("type", "nic"), ("network", "br0"));

    private readonly PlanScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task RootDisk_ThatTheProfileGives_IsNotAddedToTheInstance()
    {
        _scenario.Answered(MissingKind.Profile, "default", "default", new Definition { Devices = Devices(("root", Root)) }, "default/c");
        _scenario.Volumes.Add(Profiled(expanded: Devices(("root", Root))));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Empty(plan.Create.Instances[0].Devices);
        Assert.Empty(plan.Notes);
        Assert.True(Assert.Single(plan.Create.Profiles).Replaces);
    }

    [Fact]
    public async Task RootDisk_ThatNoProfileGivesAnyMore_IsAddedAsItWasRecorded()
    {
        _scenario.Volumes.Add(Profiled(expanded: Devices(("root", Root)), "s"));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(Root, plan.Create.Instances[0].Devices["root"]);
        Assert.Equal(Root, plan.Create.Instances[0].Snapshots[0].Devices["root"]);
        Assert.Contains(plan.Notes, note => note.Finding.Code == FindingCode.RootDiskAdded);
    }

    [Fact]
    public async Task RootDisk_OfTheProfileOnAnotherPool_IsOverriddenUnderItsName()
    {
        var elsewhere = Devices(("disk0", Root.SetItem("pool", "fast")));
        _scenario.Answered(MissingKind.Profile, "default", "default", new Definition { Devices = elsewhere }, "default/c");
        _scenario.Volumes.Add(Profiled(expanded: Devices(("disk0", Root))));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal("local", Assert.Single(plan.Create.Instances[0].Devices).Value["pool"]);
        Assert.True(plan.Create.Instances[0].Devices.ContainsKey("disk0"));
    }

    [Fact]
    public async Task RootDisk_OfTheInstanceBesideOneOfTheProfile_HidesThat()
    {
        _scenario.Answered(MissingKind.Profile, "default", "default", new Definition { Devices = Devices(("disk0", Root)) }, "default/c");
        _scenario.Volumes.Add(Instance("c", file => file with { Instance = file.Instance! with { Profiles = ["default"] } }));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal("none", plan.Create.Instances[0].Devices["disk0"]["type"]);
    }

    [Fact]
    public async Task ProfileThatLostDevicesAndSettings_IsNotedByName()
    {
        var kept = new Proposal { Id = "database", Source = ProposalSource.Database, Detail = "what Incus has", Definition = new Definition() };
        _scenario.Answer(_scenario.Question(MissingKind.Profile, "default", "default", ["default/c"], kept).Id, AnswerKind.Accept, proposal: kept.Id);
        _scenario.Volumes.Add(Instance("c", file => file with
        {
            Instance = file.Instance! with
            {
                Profiles = ["default"],
                ExpandedConfig = file.Instance.Config.Add("limits.memory", "1GiB"),
                ExpandedDevices = file.Instance.Devices.Add("eth0", Nic),
            },
        }));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(
            [(FindingCode.SettingWillDiffer, "limits.memory"), (FindingCode.DeviceWillDiffer, "eth0")],
            plan.Notes.Select(note => (note.Finding.Code, note.Finding.Arguments[0])));
    }

    [Fact]
    public async Task Network_ThatAnotherStandsInFor_IsReplacedInInstanceAndProfile()
    {
        var network = _scenario.Question(MissingKind.Network, "default", "br0", ["default/c"]);
        _scenario.Answer(network.Id, AnswerKind.Map, mapTo: "br1");
        _scenario.Answered(MissingKind.Profile, "default", "web", new Definition { Devices = Devices(("eth1", Nic)) }, "default/c");
        _scenario.Volumes.Add(Instance("c", file => file with
        {
            Instance = file.Instance! with { Profiles = ["web"], Devices = file.Instance.Devices.Add("eth0", Nic) },
        }));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal("br1", plan.Create.Instances[0].Devices["eth0"]["network"]);
        Assert.Equal("br1", plan.Create.Profiles[0].Definition.Devices["eth1"]["network"]);
    }

    [Fact]
    public async Task Profile_ThatAnotherStandsInFor_IsReplaced()
    {
        var profile = _scenario.Question(MissingKind.Profile, "default", "web", ["default/c"]);
        _scenario.Answer(profile.Id, AnswerKind.Map, mapTo: "default");
        _scenario.Volumes.Add(Instance("c", file => file with { Instance = file.Instance! with { Profiles = ["default", "web"] } }));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(["default"], plan.Create.Instances[0].Profiles);
    }

    [Fact]
    public async Task Disk_OfAMissingVolume_IsLeftOutOrHiddenWhenAnswered()
    {
        var disk = Config(("type", "disk"), ("path", "/data"), ("pool", "fast"), ("source", "data"));
        _scenario.Answered(MissingKind.Profile, "default", "web", new Definition { Devices = Devices(("shared", disk)) }, "default/c");
        var volume = _scenario.Question(
            MissingKind.Volume, "default", "fast/data", ["default/c"], new Proposal { Id = "drop", Source = ProposalSource.DropDevice, Detail = "" });
        _scenario.Answer(volume.Id, AnswerKind.Accept, proposal: "drop");
        _scenario.Volumes.Add(Instance("c", file => file with
        {
            Instance = file.Instance! with { Profiles = ["web"], Devices = file.Instance.Devices.Add("own", disk) },
        }));

        var plan = await _scenario.BuildAndRehearseAsync();

        var devices = plan.Create.Instances[0].Devices;
        Assert.False(devices.ContainsKey("own"));
        Assert.Equal("none", devices["shared"]["type"]);
        Assert.Equal(["own", "shared"], plan.Notes.Where(note => note.Finding.Code == FindingCode.DeviceLeftOut).Select(note => note.Finding.Arguments[0]));
    }

    [Theory]
    [InlineData("drop", false)]
    [InlineData("keep", true)]
    [InlineData(null, true)]
    public async Task Disk_OfAHostPathThatIsGone_IsKeptUnlessItIsToBeDropped(string? answer, bool isKept)
    {
        var question = _scenario.Question(
            MissingKind.HostPath,
            "",
            "/srv/gone",
            ["default/c"],
            new Proposal { Id = "keep", Source = ProposalSource.KeepDevice, Detail = "" },
            new Proposal { Id = "drop", Source = ProposalSource.DropDevice, Detail = "" });
        if (answer is not null)
        {
            _scenario.Answer(question.Id, AnswerKind.Accept, proposal: answer);
        }

        _scenario.Volumes.Add(WithDevices(("share", Config(("type", "disk"), ("path", "/srv"), ("source", "/srv/gone"))), ("other", Config(("type", "disk"), ("path", "/o"), ("source", "/srv/there")))));

        var plan = await _scenario.BuildAndRehearseAsync();

        var devices = Assert.Single(plan.Create.Instances).Devices;
        Assert.Equal(isKept, devices.ContainsKey("share"));
        Assert.Contains("other", devices.Keys);
        Assert.Equal(!isKept, plan.Notes.Any(note => note.Finding.Code == FindingCode.DeviceLeftOut));
    }

    [Fact]
    public async Task Card_OnAnInterfaceThatIsGone_IsPutOnTheOneThatWasChosen()
    {
        var question = _scenario.Question(MissingKind.HostInterface, "", "eth7", ["default/c"]);
        _scenario.Answer(question.Id, AnswerKind.Map, mapTo: "eth0");
        _scenario.Volumes.Add(WithDevices(("lan", Config(("type", "nic"), ("nictype", "macvlan"), ("parent", "eth7")))));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal("eth0", Assert.Single(plan.Create.Instances).Devices["lan"]["parent"]);
    }

    private static ScannedVolume WithDevices(params (string Name, ImmutableSortedDictionary<string, string> Config)[] devices) =>
        Instance("c", file => file with { Instance = file.Instance! with { Devices = file.Instance.Devices.AddRange(Devices(devices)) } });

    [Fact]
    public async Task Disk_OfAMissingVolume_StaysWhenItIsToBeKept()
    {
        var disk = Config(("type", "disk"), ("path", "/data"), ("pool", "fast"), ("source", "data"));
        var volume = _scenario.Question(
            MissingKind.Volume, "default", "fast/data", ["default/c"], new Proposal { Id = "keep", Source = ProposalSource.KeepDevice, Detail = "" });
        _scenario.Answer(volume.Id, AnswerKind.Accept, proposal: "keep");
        _scenario.Volumes.Add(Instance("c", file => file with { Instance = file.Instance! with { Devices = file.Instance.Devices.Add("own", disk) } }));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(disk, plan.Create.Instances[0].Devices["own"]);
    }

    [Fact]
    public async Task Device_OfATypeIncusDoesNotKnow_IsLeftOutAndNamed()
    {
        _scenario.Volumes.Add(Instance("c", file => file with
        {
            Instance = file.Instance! with { Devices = file.Instance.Devices.Add("x", Config(("type", "warp-drive"))) },
        }));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(["root"], plan.Create.Instances[0].Devices.Keys);
        Assert.Equal(("device", "c: x"), (Assert.Single(plan.NotRecovered).Kind, plan.NotRecovered[0].Name));
    }

    private static ScannedVolume Profiled(
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> expanded, params string[] snapshots) =>
        Instance(
            "c",
            file => file with
            {
                Instance = file.Instance! with { Profiles = ["default"], Devices = ConfigMaps.NoDevices, ExpandedDevices = expanded },
            },
            snapshots);
}
