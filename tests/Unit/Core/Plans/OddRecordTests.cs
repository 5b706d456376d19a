using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Plans;
using Recover.Tests.Unit.Core.Databases;
using Xunit;
using static Recover.Tests.Unit.Core.Plans.PlanScenario;

namespace Recover.Tests.Unit.Core.Plans;

/// <summary>One odd record is left out and named; the plan for the others stands.</summary>
public sealed class OddRecordTests : IDisposable
{
    private readonly PlanScenario _scenario = new();

    public OddRecordTests() => _scenario.Volumes.Add(Instance("good"));

    public void Dispose() => _scenario.Dispose();

    [Theory]
    [InlineData("a-name-of-sixteen", null)]
    [InlineData("br7", "hub")]
    public async Task Network_ThatIncusWouldNotTake_IsLeftOut(string name, string? type)
    {
        _scenario.Answered(MissingKind.Network, "default", name, new Definition { Type = type }, "default/good");

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Empty(plan.Create.Networks);
        Assert.Single(plan.Create.Instances);
        Assert.Equal(("network", name), Assert.Single(plan.NotRecovered.Select(item => (item.Kind, item.Name))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("odd\u0001key")]
    public async Task Key_OfAVolumeItsSnapshotOrADevice_IsDroppedAndNamed(string key)
    {
        var odd = Config((key, "x"), ("user.kept", "y"));
        _scenario.Volumes.Add(Instance("odd", file => file with
        {
            Volume = file.Volume! with { Config = odd },
            VolumeSnapshots = [new BackupVolumeSnapshot { Name = "s", Config = odd }],
            Instance = file.Instance! with { Devices = file.Instance.Devices.Add("none", odd.Add("type", "none")) },
        }, "s"));

        var plan = await _scenario.BuildAndRehearseAsync();

        var planned = plan.Create.Instances.Single(instance => instance.Name == "odd");
        Assert.Equal(["user.kept"], planned.VolumeConfig.Keys);
        Assert.Equal(["user.kept"], planned.Snapshots[0].Volume!.Config.Keys);
        Assert.Equal(["type", "user.kept"], planned.Devices["none"].Keys);
        Assert.Equal(3, plan.NotRecovered.Count(item => item.Kind == "configKey"));
    }

    [Theory]
    [InlineData(255)]
    [InlineData(1505)]
    [InlineData(4096)]
    public async Task Key_LongerThanANameButBounded_ComesBackEverywhere(int length)
    {
        var key = "user.".PadRight(length, 'k');
        var keys = Config((key, "x"));
        _scenario.Answered(MissingKind.Profile, "default", "web", new Definition { Config = keys }, "default/long");
        _scenario.Volumes.Add(Instance("long", file => file with
        {
            Instance = file.Instance! with { Config = file.Instance.Config.Add(key, "x"), Profiles = ["web"] },
            Volume = file.Volume! with { Config = keys },
            Snapshots = [Snapshot("s") with { Config = keys }],
        }, "s"));

        var plan = await _scenario.BuildAndRehearseAsync();

        var planned = plan.Create.Instances.Single(instance => instance.Name == "long");
        Assert.Equal("x", planned.Config[key]);
        Assert.Equal("x", planned.VolumeConfig[key]);
        Assert.Equal("x", planned.Snapshots[0].Config[key]);
        Assert.Equal("x", Assert.Single(plan.Create.Profiles).Definition.Config[key]);
        Assert.Empty(plan.NotRecovered);
    }

    [Fact]
    public async Task Key_WithoutBound_IsDroppedAndNamedByItsBeginning()
    {
        var key = "user.".PadRight(4097, 'k');
        _scenario.Volumes.Add(Instance("odd", file => file with
        {
            Instance = file.Instance! with { Config = file.Instance.Config.Add(key, "x").Add("user.kept", "y") },
        }));

        var plan = await _scenario.BuildAndRehearseAsync();

        var planned = plan.Create.Instances.Single(instance => instance.Name == "odd");
        Assert.DoesNotContain(key, planned.Config.Keys);
        Assert.Equal("y", planned.Config["user.kept"]);
        Assert.Equal(("configKey", $"odd: {PlanTexts.Shown(key)}"), Assert.Single(plan.NotRecovered.Select(item => (item.Kind, item.Name))));
        Assert.InRange(PlanTexts.Shown(key).Length, 1, 100);
    }

    [Theory]
    [InlineData("macvlan")]
    [InlineData("ovn")]
    public async Task Network_ThatExistsWithAnotherType_IsLeftAsItIsAndNamed(string type)
    {
        _scenario.Dump = CapturedDump.Read("running");
        _scenario.Answered(MissingKind.Network, "default", "plbr0", new Definition { Type = type, Config = Config(("parent", "eth0")) }, "default/good");

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Empty(plan.Create.Networks);
        Assert.Equal(
            ("network", "plbr0", PlanTexts.NetworkTypeDiffers("plbr0"), PlanTexts.NetworkNext),
            Assert.Single(plan.NotRecovered.Select(item => (item.Kind, item.Name, item.Reason, item.NextStep))));
        Assert.Single(plan.Create.Instances);
        Assert.DoesNotContain(plan.Statements, statement => statement.Contains("networks", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Network_ThatExistsWithTheSameType_GetsTheDefinition()
    {
        _scenario.Dump = CapturedDump.Read("running");
        _scenario.Answered(
            MissingKind.Network, "default", "plbr0", new Definition { Type = "bridge", Config = Config(("ipv4.address", "10.1.2.1/24")) }, "default/good");

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.True(Assert.Single(plan.Create.Networks).Replaces);
        using var connection = SqliteSession.Open(await _scenario.ApplyAsync(plan));
        Assert.Equal("10.1.2.1/24", SqliteSession.Scalar<string>(connection, "SELECT value FROM networks_config WHERE key = 'ipv4.address'"));
        Assert.Equal(1, SqliteSession.Scalar<long>(connection, "SELECT count(*) FROM networks"));
    }

    [Fact]
    public async Task PlanFile_ThatGivesANetworkAnotherType_IsRefused()
    {
        _scenario.Dump = CapturedDump.Read("running");
        _scenario.Answered(MissingKind.Network, "default", "plbr0", new Definition { Type = "bridge" }, "default/good");
        var plan = await _scenario.BuildAndRehearseAsync();
        var network = plan.Create.Networks[0];

        var other = plan with { Create = plan.Create with { Networks = [network with { Definition = network.Definition with { Type = "physical" } }] } };

        Assert.Equal([PlanTexts.NetworkTypeDiffers("plbr0")], PlanCheck.Problems(other, _scenario.Reading!));
    }

    [Fact]
    public async Task Profile_WithOddDevicesAndKeys_ComesBackWithoutThem()
    {
        var devices = Devices(("typeless", Config(("path", "/x"))), ("od\u0001d", Config(("type", "none"))), ("fit", Config(("type", "none"))));
        _scenario.Answered(MissingKind.Profile, "default", "web", new Definition { Config = Config(("", "x")), Devices = devices }, "default/good");

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(["fit"], Assert.Single(plan.Create.Profiles).Definition.Devices.Keys);
        Assert.Equal(["configKey", "device", "device"], plan.NotRecovered.Select(item => item.Kind).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Records_ThatCanNotBeWritten_AreLeftOutWithWhatRefersToThem()
    {
        var fit = new PlannedObject("default", "fit", new Definition(), "", Replaces: false);
        var records = new PlannedRecords
        {
            Profiles = [fit, fit with { Name = "../odd" }],
            Instances =
            [
                new PlannedInstance { Pool = "p", Project = "default", Name = "odd", IsVirtualMachine = false, Architecture = "x86_64", From = "", Profiles = ["../odd"] },
                new PlannedInstance { Pool = "p", Project = "default", Name = "fit", IsVirtualMachine = false, Architecture = "x86_64", From = "", Profiles = ["fit"] },
            ],
            Pools = [new PlannedPool("p", "dir", "", Config(), "")],
        };
        var draft = new PlanDraft();
        var contents = new DatabaseContents { NodeCount = 1, Projects = [new(1, "default", "", Config())] };

        var left = FittingPlan.Of(records, contents, draft);

        Assert.Equal("fit", Assert.Single(left.Instances).Name);
        Assert.Equal(["profile", "instance"], draft.NotRecovered.Select(item => item.Kind));
        Assert.NotEmpty(StatementCompiler.Compile(left, contents));
    }

    [Fact]
    public async Task Instance_WhoseVolumeRecordHasASnapshotThatIsGone_IsLeftOutAndNamed()
    {
        _scenario.Dump = CapturedDump.Read("running").Replace(
            "COMMIT;",
            "DELETE FROM instances_config; DELETE FROM instances_profiles; DELETE FROM instances_devices_config; DELETE FROM instances_devices; DELETE FROM instances_snapshots_config; DELETE FROM instances_snapshots; DELETE FROM instances; COMMIT;",
            StringComparison.Ordinal);
        _scenario.Volumes.Add(Instance("u1"));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal("good", Assert.Single(plan.Create.Instances).Name);
        Assert.Equal(PlanTexts.SnapshotRecordStale("s0"), Assert.Single(plan.NotRecovered, item => item.Name == "u1").Reason);
    }
}
