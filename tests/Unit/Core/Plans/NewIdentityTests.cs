using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Xunit;
using static Recover.Tests.Unit.Core.Plans.PlanScenario;

namespace Recover.Tests.Unit.Core.Plans;

public sealed class NewIdentityTests : IDisposable
{
    private readonly PlanScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Renewed_Instance_GetsNewNumberAndAddressesAlikeInItsSnapshots()
    {
        var volume = Twin();
        _scenario.Volumes.Add(volume);
        _scenario.Answer(Answer.IdentityQuestion(volume.Id), AnswerKind.Renew);

        var plan = await _scenario.BuildAndRehearseAsync();

        var instance = Assert.Single(plan.Create.Instances);
        var snapshot = Assert.Single(instance.Snapshots);
        Assert.NotEqual("uuid-of-c1", instance.Config["volatile.uuid"]);
        Assert.Equal(instance.Config["volatile.uuid"], instance.Config["volatile.uuid.generation"]);
        Assert.Equal(instance.Config["volatile.uuid"], snapshot.Config["volatile.uuid"]);
        Assert.NotEqual("00:16:3e:aa:bb:cc", instance.Config["volatile.eth0.hwaddr"]);
        Assert.Matches("^00:16:3e(:[0-9a-f]{2}){3}$", instance.Config["volatile.eth0.hwaddr"]);
        Assert.Equal(instance.Config["volatile.eth0.hwaddr"], snapshot.Config["volatile.eth0.hwaddr"]);
        Assert.NotEqual("00:16:3e:11:22:33", instance.Devices["eth1"]["hwaddr"]);
        Assert.Equal("id-of-cloud-init", instance.Config["volatile.cloud-init.instance-id"]);
        Assert.Contains(plan.Notes, note => note.Item == "default/c1" && note.Finding.Code == FindingCode.IdentityRenewed);
    }

    [Theory]
    [InlineData(AnswerKind.RenewUuid, true, false, FindingCode.UuidGivenAnew)]
    [InlineData(AnswerKind.RenewAddresses, false, true, FindingCode.AddressesGivenAnew)]
    public async Task Renewed_InPart_KeepsTheOtherPart(AnswerKind kind, bool isUuidNew, bool areAddressesNew, FindingCode code)
    {
        var volume = Twin();
        _scenario.Volumes.Add(volume);
        _scenario.Answer(Answer.IdentityQuestion(volume.Id), kind);

        var plan = await _scenario.BuildAndRehearseAsync();

        var instance = Assert.Single(plan.Create.Instances);
        Assert.Equal(isUuidNew, instance.Config["volatile.uuid"] != "uuid-of-c1");
        Assert.Equal(areAddressesNew, instance.Config["volatile.eth0.hwaddr"] != "00:16:3e:aa:bb:cc");
        Assert.Equal(areAddressesNew, instance.Devices["eth1"]["hwaddr"] != "00:16:3e:11:22:33");
        Assert.Contains(plan.Notes, note => note.Item == "default/c1" && note.Finding.Code == code);
    }

    [Fact]
    public async Task NotRenewed_Instance_KeepsItsIdentity()
    {
        _scenario.Volumes.Add(Twin());

        var instance = Assert.Single((await _scenario.BuildAndRehearseAsync()).Create.Instances);

        Assert.Equal(("uuid-of-c1", "00:16:3e:aa:bb:cc"), (instance.Config["volatile.uuid"], instance.Config["volatile.eth0.hwaddr"]));
    }

    [Fact]
    public void Rules_OfIdentities_TakeRenewForStoppedInstancesOnly()
    {
        var (stopped, running, data) = (Instance("c1"), Instance("c2") with { Running = true }, Volume(Recover.Core.Storage.VolumeType.Custom, "default_data"));
        var inventory = new RandomHost(0).Inventory with { Volumes = [stopped, running, data] };

        Assert.Null(Problem(stopped, AnswerKind.Renew));
        Assert.Null(Problem(stopped, AnswerKind.RenewUuid));
        Assert.Null(Problem(stopped, AnswerKind.RenewAddresses));
        Assert.Equal(DependencyTexts.KindUnfit, Problem(stopped, AnswerKind.LeaveOut));
        Assert.Equal(DependencyTexts.KindUnfit, Problem(data, AnswerKind.Renew));
        Assert.Equal(DependencyTexts.RunsUnderItsIdentity, Problem(running, AnswerKind.Renew));

        string? Problem(ScannedVolume volume, AnswerKind kind) => AnswerRules.Problem(
            inventory, [], [], new Answer { QuestionId = Answer.IdentityQuestion(volume.Id), Kind = kind, By = "anna", At = DateTimeOffset.UnixEpoch });
    }

    private static ScannedVolume Twin() => Instance(
        "c1",
        file => file with
        {
            Instance = file.Instance! with
            {
                Config = file.Instance.Config.Add("volatile.eth0.hwaddr", "00:16:3e:aa:bb:cc").Add("volatile.cloud-init.instance-id", "id-of-cloud-init"),
                Devices = file.Instance.Devices.Add("eth1", Config(("type", "nic"), ("nictype", "macvlan"), ("parent", "eth0"), ("hwaddr", "00:16:3e:11:22:33"))),
            },
            Snapshots = [Snapshot("s0") with { Config = Config(("volatile.uuid", "uuid-of-c1"), ("volatile.eth0.hwaddr", "00:16:3E:AA:BB:CC")) }],
        },
        "s0");
}
