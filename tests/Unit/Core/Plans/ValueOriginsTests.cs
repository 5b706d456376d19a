using Recover.Core.Backups;
using Recover.Core.Dependencies;
using Recover.Core.Plans;
using Recover.Core.Storage;
using Xunit;
using static Recover.Tests.Unit.Core.Plans.PlanScenario;

namespace Recover.Tests.Unit.Core.Plans;

public sealed class ValueOriginsTests : IDisposable
{
    private readonly PlanScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public void Of_SourcesThatAgree_SaysNothing()
    {
        var definition = new Definition { Config = Config(("a", "1")) };

        Assert.Empty(ValueOrigins.Of("profile", "default/p", definition, "old", [Saying(ProposalSource.OldDatabase, "old", definition), Saying(ProposalSource.BackupFiles, "file", definition)]));
    }

    [Fact]
    public void Of_SourcesThatDiffer_NamesEachValueWithItsSource()
    {
        var followed = new Definition { Description = "kept", Config = Config(("a", "1"), ("b", "2")), Devices = Devices(("eth0", Config(("type", "nic"), ("mtu", "9000")))) };
        var other = new Definition { Config = Config(("a", "9"), ("c", "3")), Devices = Devices(("eth0", Config(("type", "nic"), ("mtu", "1500")))) };

        var values = ValueOrigins.Of("profile", "default/p", followed, "old", [Saying(ProposalSource.OldDatabase, "old", followed), Saying(ProposalSource.BackupFiles, "file", other)]);

        Assert.Equal(
            [
                "a=1 (old), 9 (file)", "b=2 (old), - (file)", "c=- (old), 3 (file)", "description=kept (old), - (file)", "eth0.mtu=9000 (old), 1500 (file)",
            ],
            values.Select(Words));
    }

    [Fact]
    public void Of_ValueThatAnotherSourceGave_NamesThatOne()
    {
        var planned = new Definition { Config = Config(("source", "/new")) };

        var value = Assert.Single(ValueOrigins.Of(
            "pool",
            "local",
            planned,
            "file",
            [
                Saying(ProposalSource.BackupFiles, "file", new Definition { Config = Config(("source", "/old")) }),
                Saying(ProposalSource.Storage, "disk", new Definition { Config = Config(("source", "/new")) }),
            ]));

        Assert.Equal("source=/new (disk), /old (file)", Words(value));
    }

    [Fact]
    public void Of_SourceThatSaysOnlyPart_IsNotTakenToSayTheRestIsUnset()
    {
        var planned = new Definition { Config = Config(("a", "1"), ("size", "1GiB")) };

        Assert.Empty(ValueOrigins.Of(
            "pool",
            "local",
            planned,
            "file",
            [Saying(ProposalSource.BackupFiles, "file", planned), Saying(ProposalSource.Storage, "disk", new Definition { Config = Config(("size", "1GiB")) })]));
    }

    [Fact]
    public async Task Instance_StaleKeys_AreSetToWhatHoldsAndTheFileIsQuoted()
    {
        _scenario.Volumes.Add(Instance("c", file => file with
        {
            Instance = file.Instance! with
            {
                Config = file.Instance.Config.AddRange(Config(
                    ("volatile.last_state.power", "RUNNING"), ("volatile.apply_template", "create"), ("volatile.eth0.host_name", "veth1"), ("user.note", "kept"))),
            },
        }));

        var plan = await _scenario.BuildAndRehearseAsync();

        var from = plan.Create.Instances[0].From;
        Assert.Equal(
            [
                $"volatile.apply_template=- ({PlanTexts.FromNow}), create ({from})", $"volatile.eth0.host_name=- ({PlanTexts.FromNow}), veth1 ({from})",
                $"volatile.last_state.power=STOPPED ({PlanTexts.FromNow}), RUNNING ({from})",
            ],
            plan.Values.Where(value => value is { Kind: "instance", Item: "default/c" }).Select(Words));
    }

    [Fact]
    public async Task CustomVolume_ThatABackupFileOfIncus7Knows_ComesBackAsItSays()
    {
        var created = new IncusTime(1_700_000_000, 5);
        _scenario.Volumes.Add(Instance("c", file => file with
        {
            DependentVolumes =
            [
                new BackupDependentVolume(
                    file.Pool,
                    new BackupVolume { Name = "dep", Project = "default", Description = "belongs to c", CreatedAt = created, Config = Config(("dependent", "true"), ("user.a", "b")) },
                    [new BackupVolumeSnapshot { Name = "s0", Description = "first", ExpiresAt = created, Config = Config(("user.a", "a")) }]),
            ],
        }));
        _scenario.Volumes.Add(Volume(VolumeType.Custom, "default_dep", "s0", "s1"));

        var plan = await _scenario.BuildAndRehearseAsync();

        var volume = Assert.Single(plan.Create.Volumes);
        Assert.Equal("belongs to c", volume.Description);
        Assert.Equal(created, volume.CreatedAt);
        Assert.Equal(Config(("dependent", "true"), ("user.a", "b")), volume.Config);
        Assert.Equal(PlanTexts.FromBackupFileOf("default/c", DateTimeOffset.UnixEpoch), volume.From);
        Assert.Equal(["s0: first", "s1: "], volume.Snapshots.Select(snapshot => $"{snapshot.Name}: {snapshot.Description}"));
        Assert.Equal(created, volume.Snapshots[0].ExpiresAt);
        Assert.DoesNotContain(plan.Notes, note => note.Item == "default/dep");
    }

    private static Proposal Saying(ProposalSource source, string from, Definition definition) => new() { Id = "", Source = source, Detail = from, Definition = definition };

    private static string Words(PlannedValue value) =>
        $"{value.Key}={value.Value ?? "-"} ({value.From}), " + string.Join(", ", value.Others.Select(other => $"{other.Value ?? "-"} ({other.From})"));
}
