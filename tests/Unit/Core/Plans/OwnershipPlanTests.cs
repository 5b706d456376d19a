using Recover.Core.Backups;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Xunit;
using static Recover.Tests.Unit.Core.Plans.PlanScenario;

namespace Recover.Tests.Unit.Core.Plans;

public sealed class OwnershipPlanTests : IDisposable
{
    private const string IsolatedMap =
        """[{"Isuid":true,"Isgid":false,"Hostid":1065536,"Nsid":0,"Maprange":65536},{"Isuid":false,"Isgid":true,"Hostid":1065536,"Nsid":0,"Maprange":65536}]""";

    private readonly PlanScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task CustomVolume_ShiftedForTheContainerThatUsesIt_GetsThatMap()
    {
        var disk = Config(("type", "disk"), ("path", "/data"), ("pool", "local"), ("source", "data"));
        _scenario.Volumes.Add(Instance("c", file => file with
        {
            Instance = file.Instance! with
            {
                Config = file.Instance.Config.Add("volatile.idmap.next", Map),
                Devices = file.Instance.Devices.Add("d", disk),
            },
        }));
        _scenario.Volumes.Add(Owned("default_data", 1000033, "s"));

        var plan = await _scenario.BuildAndRehearseAsync();

        var volume = Assert.Single(plan.Create.Volumes);
        Assert.Equal(Config(("volatile.idmap.last", Map), ("volatile.idmap.next", Map)), volume.Config);
        Assert.Equal(volume.Config, volume.Snapshots[0].Config);
        Assert.Equal([FindingCode.VolumeSettingsUnknown], plan.Notes.Select(note => note.Finding.Code));
    }

    [Theory]
    [InlineData(1000000u, true, FindingCode.OwnershipDeduced)]
    [InlineData(500000u, false, FindingCode.OwnershipUnknown)]
    [InlineData(0u, false, null)]
    [InlineData(1000u, false, null)]
    public async Task CustomVolume_ThatNothingUses_IsJudgedByItsOwner(uint owner, bool hasMap, FindingCode? expected)
    {
        _scenario.Volumes.Add(Instance("c", file => file with
        {
            Instance = file.Instance! with { Config = file.Instance.Config.Add("volatile.idmap.current", Map) },
        }));
        _scenario.Volumes.Add(Owned("default_data", owner));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(hasMap, plan.Create.Volumes[0].Config.ContainsKey("volatile.idmap.last"));
        Assert.Equal(expected, plan.Notes.Select(note => note.Finding.Code).Cast<FindingCode?>().FirstOrDefault(code => code != FindingCode.VolumeSettingsUnknown));
    }

    [Theory]
    [InlineData(1065536u, true)]
    [InlineData(1065569u, true)]
    [InlineData(1000033u, false)]
    public async Task CustomVolume_WithinSeveralMaps_GetsTheNearest(uint owner, bool isOfIsolated)
    {
        _scenario.Volumes.Add(User("ordinary", ("volatile.idmap.current", Map)));
        _scenario.Volumes.Add(User("isolated", ("volatile.idmap.current", IsolatedMap)));
        _scenario.Volumes.Add(Owned("default_spare", owner));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(isOfIsolated ? IsolatedMap : Map, Assert.Single(plan.Create.Volumes).Config["volatile.idmap.last"]);
        Assert.Contains(plan.Notes, note => note.Finding.Code == FindingCode.OwnershipDeduced);
    }

    [Fact]
    public async Task CustomVolume_AttachedButShiftedForAnother_GetsTheMapOfTheOther()
    {
        _scenario.Volumes.Add(User("ordinary", "data", ("volatile.idmap.current", Map)));
        _scenario.Volumes.Add(User("isolated", ("volatile.idmap.current", IsolatedMap)));
        _scenario.Volumes.Add(Owned("default_data", 1065536));

        var plan = await _scenario.BuildAndRehearseAsync();

        Assert.Equal(IsolatedMap, Assert.Single(plan.Create.Volumes).Config["volatile.idmap.last"]);
    }

    [Theory]
    [InlineData("volatile.idmap.current", Map, true)]
    [InlineData("volatile.idmap.next", Map, false)]
    [InlineData("volatile.idmap.current", "[]", false)]
    public async Task CustomVolume_NotShiftedThoughUsed_IsKeptUnshifted(string key, string map, bool isKept)
    {
        _scenario.Volumes.Add(User("c", "data", (key, map)));
        _scenario.Volumes.Add(Owned("default_data", 33));

        var plan = await _scenario.BuildAndRehearseAsync();

        var config = Assert.Single(plan.Create.Volumes).Config;
        Assert.Equal(isKept ? Config(("security.shifted", "true"), ("volatile.idmap.last", "[]"), ("volatile.idmap.next", "[]")) : ConfigMaps.Empty, config);
        Assert.Equal(isKept, plan.Notes.Any(note => note.Finding.Code == FindingCode.OwnershipKeptUnshifted));
    }

    private static ScannedVolume User(string name, params (string Key, string Value)[] keys) => Instance(name, file => file with
    {
        Instance = file.Instance! with { Config = file.Instance.Config.AddRange(Config(keys)) },
    });

    private static ScannedVolume User(string name, string volume, params (string Key, string Value)[] keys)
    {
        var user = User(name, keys);
        var instance = user.Backup!.Instance!;
        return user with
        {
            Backup = user.Backup with
            {
                Instance = instance with { Devices = instance.Devices.Add("d", Config(("type", "disk"), ("path", "/data"), ("pool", "local"), ("source", volume))) },
            },
        };
    }

    private static ScannedVolume Owned(string stored, uint owner, params string[] snapshots)
    {
        var volume = Volume(VolumeType.Custom, stored, snapshots);
        return volume with { Stored = volume.Stored with { Owner = new FileOwner(owner, owner, 0x1c9) } };
    }
}
