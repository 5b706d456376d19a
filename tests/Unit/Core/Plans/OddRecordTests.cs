using Recover.Core.Backups;
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
        var contents = new Recover.Core.Databases.DatabaseContents { NodeCount = 1, Projects = [new(1, "default", "", Config())] };

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
