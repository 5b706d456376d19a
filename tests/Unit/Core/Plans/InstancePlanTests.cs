using Recover.Core.Backups;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Plans;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Xunit;
using static Recover.Tests.Unit.Core.Plans.PlanScenario;

namespace Recover.Tests.Unit.Core.Plans;

public sealed class InstancePlanTests : IDisposable
{
    private readonly PlanScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Config_OfAnInstanceOnceStarted_LosesStaleKeysAndIsStopped()
    {
        var planned = await PlanAsync(Keys(
            ("volatile.apply_template", "create"),
            ("volatile.idmap.current", Map),
            ("volatile.eth0.host_name", "veth1"),
            ("volatile.eth0.hwaddr", "10:66:6a:00:00:01"),
            ("volatile.last_state.power", "RUNNING"),
            ("volatile.last_state.ready", "false"),
            ("user.empty", ""),
            ("user.kept", "x")));

        Assert.Equal(
            ["user.kept", "volatile.eth0.hwaddr", "volatile.idmap.current", "volatile.last_state.power", "volatile.uuid", "volatile.uuid.generation"],
            planned.Config.Keys);
        Assert.Equal("STOPPED", planned.Config["volatile.last_state.power"]);
    }

    [Fact]
    public async Task Config_OfAnInstanceNeverStarted_KeepsItsTemplateAndGetsNoPower()
    {
        var planned = await PlanAsync(Keys(("volatile.apply_template", "create")));

        Assert.Equal("create", planned.Config["volatile.apply_template"]);
        Assert.False(planned.Config.ContainsKey("volatile.last_state.power"));
    }

    [Theory]
    [InlineData("Running", false, null)]
    [InlineData("Stopped", true, null)]
    [InlineData("Stopped", false, "volatile.vsock_id")]
    [InlineData("Stopped", false, "volatile.last_state.power")]
    [InlineData("Stopped", false, "volatile.eth0.host_name")]
    public async Task Config_WithAnySignOfAStart_LosesItsTemplate(string status, bool wasUsed, string? key)
    {
        var planned = await PlanAsync(Instance("c", file => Change(file, instance => instance with
        {
            Status = status,
            LastUsedAt = wasUsed ? new IncusTime(1_700_000_500, 0) : null,
            Config = instance.Config.Add("volatile.apply_template", "create").SetItem(key ?? "user.x", "1"),
        })));

        Assert.False(planned.Config.ContainsKey("volatile.apply_template"));
        Assert.Equal("STOPPED", planned.Config["volatile.last_state.power"]);
    }

    [Fact]
    public async Task Config_OfARunningInstance_SaysSoAndKeepsItsHostNames()
    {
        var planned = await PlanAsync(Keys(("volatile.eth0.host_name", "veth1")) with { Running = true });

        Assert.True(planned.Running);
        Assert.Equal("RUNNING", planned.Config["volatile.last_state.power"]);
        Assert.Equal("veth1", planned.Config["volatile.eth0.host_name"]);
    }

    [Fact]
    public async Task Config_WithKeysThatIncusDoesNotTake_LeavesThemOutAndNamesThem()
    {
        var volume = With(
            Keys(("no.such.key", "1"), ("limits.memory", "lots")),
            Finding.Of(FindingCode.ConfigKeyUnknown, "no.such.key"),
            Finding.Of(FindingCode.ConfigValueInvalid, "limits.memory").WithRaw("limits.memory: lots"));
        _scenario.Volumes.Add(volume);

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.DoesNotContain(plan.Create.Instances[0].Config.Keys, key => key is "no.such.key" or "limits.memory");
        Assert.Equal(["c: no.such.key", "c: limits.memory"], plan.NotRecovered.Select(item => item.Name));
    }

    [Fact]
    public async Task Uuid_ThatTwoHave_IsRenewedForTheSecondAndItsSnapshots()
    {
        _scenario.Volumes.Add(Instance("b", file => Change(file, instance => instance with { Config = Uuid("same") }) with
        {
            Snapshots = [Snapshot("s") with { Config = Uuid("same") }],
        }, "s"));
        _scenario.Volumes.Add(Instance("a", file => Change(file, instance => instance with { Config = Uuid("same") })));

        var plan = await _scenario.BuildAndRehearseAsync();

        var (first, second) = (plan.Create.Instances[0], plan.Create.Instances[1]);
        Assert.Equal("same", first.Config["volatile.uuid"]);
        Assert.NotEqual("same", second.Config["volatile.uuid"]);
        Assert.Equal(second.Config["volatile.uuid"], second.Config["volatile.uuid.generation"]);
        Assert.Equal(second.Config["volatile.uuid"], second.Snapshots[0].Config["volatile.uuid"]);
        var note = Assert.Single(plan.Notes, note => note.Finding.Code == FindingCode.UuidRenewed);
        Assert.Equal(("default/b", "default/a"), (note.Item, note.Finding.Arguments[0]));
    }

    [Fact]
    public async Task Uuid_ThatIsMissing_IsMade()
    {
        var planned = await PlanAsync(Instance("c", file => Change(file, instance => instance with { Config = ConfigMaps.Empty })));

        Assert.True(Guid.TryParse(planned.Config["volatile.uuid"], out _));
    }

    [Fact]
    public async Task Dates_KeepTheirNanosecondsAndExpiry()
    {
        var expiry = new IncusTime(1_900_000_000, 1);
        _scenario.Volumes.Add(Instance("c", file => file with { Snapshots = [Snapshot("s") with { ExpiresAt = expiry, Description = "d" }] }, "s"));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(123_456_789, plan.Create.Instances[0].CreatedAt!.Value.Nanoseconds);
        Assert.Equal(expiry, plan.Create.Instances[0].Snapshots[0].ExpiresAt);
        Assert.Contains(plan.Statements, statement => statement.Contains("'2023-11-14 22:13:20.123456789+00:00'", StringComparison.Ordinal));
        Assert.Contains(plan.Statements, statement => statement.Contains("'2030-03-17 17:46:40.000000001+00:00'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Snapshots_ThatFileAndDiskDoNotShare_AreNamedOrTakenFromTheirCopies()
    {
        var volume = Instance("c", file => file with { Snapshots = [Snapshot("kept"), Snapshot("gone")] }, "kept", "copied", "bare");
        var copy = Keys(("user.then", "1")).Backup!;
        _scenario.Volumes.Add(volume with { SnapshotBackups = volume.SnapshotBackups.Add("copied", copy) });

        var plan = await _scenario.BuildAndRehearseAsync();

        var snapshots = plan.Create.Instances[0].Snapshots;
        Assert.Equal(["kept", "bare", "copied"], snapshots.Select(snapshot => snapshot.Name));
        Assert.Equal("1", snapshots[2].Config["user.then"]);
        Assert.Equal("uuid-of-c", snapshots[1].Config["volatile.uuid"]);
        var lost = Assert.Single(plan.NotRecovered);
        Assert.Equal(("snapshot", "default", "c/gone"), (lost.Kind, lost.Project, lost.Name));
    }

    [Fact]
    public async Task StandInCopy_NamesSnapshotAndAge_AndComesOnlyWhenSaid()
    {
        var volume = Instance("c", file => file, "old", "new") with
        {
            State = VolumeState.Question,
            StandIn = "old",
            Findings = [Finding.Of(FindingCode.BackupFileEmpty), Finding.Of(FindingCode.BackupFromSnapshot, "old", "1970-01-01 00:00")],
        };
        _scenario.Volumes.Add(volume);
        var without = await _scenario.BuildAndRehearseAsync();
        _scenario.Answer(Answer.VolumeQuestion(volume.Id), AnswerKind.Recover);
        var with = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(volume.Findings[1].Message, Assert.Single(without.NotRecovered).Reason);
        Assert.Empty(without.Create.Instances);
        Assert.Equal(PlanTexts.FromSnapshot("old", DateTimeOffset.UnixEpoch), Assert.Single(with.Create.Instances).From);
        Assert.Contains(with.Notes, note => note.Item == "default/c" && note.Finding.Code == FindingCode.BackupFromSnapshot);
    }

    [Fact]
    public async Task VolumeConfig_LosesSizes_WhichBelongToTheRootDisk()
    {
        var planned = await PlanAsync(Instance("c", file => file with
        {
            Volume = file.Volume! with { Config = Config(("size", "1GiB"), ("size.state", "1MiB"), ("block.filesystem", "ext4")) },
        }));

        Assert.Equal(["block.filesystem"], planned.VolumeConfig.Keys);
    }

    [Fact]
    public async Task VirtualMachine_GetsItsCodesAndLinks()
    {
        var vm = Instance("v");
        _scenario.Volumes.Add(vm with { Stored = vm.Stored with { Type = VolumeType.VirtualMachine, ContentType = ContentType.Block } });

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.True(plan.Create.Instances[0].IsVirtualMachine);
        Assert.Contains(plan.Links, link => link is { Path: "/var/lib/incus/virtual-machines/v", Target: "/var/lib/incus/storage-pools/local/virtual-machines/v" });
    }

    [Fact]
    public async Task Links_LeadFromIncusToThePool_AndSnapshotsOnlyWhereThereAre()
    {
        _scenario.Volumes.Add(Instance("a"));
        _scenario.Volumes.Add(Instance("b", null, "s"));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(
            ["/var/lib/incus/storage-pools/local", "/var/lib/incus/containers/a", "/var/lib/incus/containers/b", "/var/lib/incus/containers-snapshots/b"],
            plan.Links.Select(link => link.Path));
        Assert.Equal((PlannedLinkKind.Directory, 0x1c9), (plan.Links[0].Kind, plan.Links[0].Mode));
    }

    private static BackupFile Change(BackupFile file, Func<BackupInstance, BackupInstance> change) => file with { Instance = change(file.Instance!) };

    private static ScannedVolume Keys(params (string, string)[] keys) =>
        Instance("c", file => Change(file, instance => instance with { Config = instance.Config.AddRange(Config(keys)) }));

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Uuid(string uuid) =>
        Config(("volatile.uuid", uuid), ("volatile.uuid.generation", uuid));

    private async Task<PlannedInstance> PlanAsync(ScannedVolume volume)
    {
        _scenario.Volumes.Add(volume);
        return Assert.Single((await _scenario.BuildAndRehearseAsync()).Create.Instances);
    }
}
