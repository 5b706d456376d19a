using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Scanning;
using Recover.Tests.Unit.Core.Hosts;
using Xunit;
using static Recover.Tests.Unit.Core.Plans.PlanScenario;

namespace Recover.Tests.Unit.Core.Dependencies;

public sealed class RenamedPoolsTests
{
    [Fact]
    public void Apply_FilesNameAPoolThatIsNotThere_DevicesNameTheOneTheyLieOn()
    {
        var inventory = Inventory(["now", "other"], Naming("a", "now", "old"), Naming("b", "other", "other"));

        var applied = RenamedPools.Apply(inventory);

        var file = applied.Volumes[0].Backup!;
        Assert.Equal("now", file.Pool!.Name);
        Assert.Equal("now", file.Instance!.Devices["data"]["pool"]);
        Assert.Equal("now", file.Instance.ExpandedDevices!["root"]["pool"]);
        Assert.Equal("now", file.Snapshots[0].Devices["data"]["pool"]);
        Assert.Equal("now", file.Profiles!.Value[0].Devices["root"]["pool"]);
        Assert.Equal("now", applied.Volumes[1].Backup!.Instance!.Devices["data"]["pool"]);
        var finding = Assert.Single(applied.Pools[0].Findings);
        Assert.Equal(FindingCode.PoolRenamed, finding.Code);
        Assert.Equal(["old", "now"], finding.Arguments);
        Assert.Empty(applied.Pools[1].Findings);
        Assert.Same(applied, RenamedPools.Apply(applied));
    }

    [Fact]
    public void Apply_OldNameIsThere_ChangesNothing()
    {
        var inventory = Inventory(["now", "old"], Naming("a", "now", "old"));
        Assert.Same(inventory, RenamedPools.Apply(inventory));
    }

    [Fact]
    public void Apply_FilesOnOnePoolNameSeveral_ChangesNothing()
    {
        var inventory = Inventory(["now"], Naming("a", "now", "old"), Naming("b", "now", "older"));
        Assert.Same(inventory, RenamedPools.Apply(inventory));
    }

    [Fact]
    public void Apply_FilesOnTwoPoolsNameOne_ChangesNothing()
    {
        var inventory = Inventory(["now", "other"], Naming("a", "now", "old"), Naming("b", "other", "old"));
        Assert.Same(inventory, RenamedPools.Apply(inventory));
    }

    /// <summary>An instance that lies on one pool, whose file says another; its data volume lies on the old one.</summary>
    private static ScannedVolume Naming(string name, string on, string says)
    {
        var data = Devices(("data", Config(("type", "disk"), ("path", "/data"), ("pool", "old"), ("source", "data"))));
        var root = Devices(("root", Config(("type", "disk"), ("path", "/"), ("pool", says))));
        var instance = Instance(name, file => file with
        {
            Pool = file.Pool! with { Name = says },
            Instance = file.Instance! with { Devices = data, ExpandedDevices = root.AddRange(data) },
            Snapshots = [Snapshot("s0") with { Devices = data }],
            Profiles = [new BackupProfile { Name = "default", Devices = root }],
        });
        return instance with { Pool = on };
    }

    private static Inventory Inventory(string[] pools, params ScannedVolume[] volumes) => new()
    {
        Host = ServingHost.Survey,
        Database = new DatabaseReading { Condition = DatabaseCondition.Served, Contents = new DatabaseContents() },
        Pools = [.. pools.Select(pool => Pool(pool))],
        Volumes = [.. volumes],
        ScannedAt = DateTimeOffset.UnixEpoch,
    };
}
