using Recover.Core.Findings;
using Xunit;
using static Recover.Tests.Unit.Core.Readiness.ReadinessScenario;

namespace Recover.Tests.Unit.Core.Readiness;

public sealed class IdMapTests
{
    private readonly ReadinessScenario _host = new();

    [Theory]
    [InlineData("anna:100000:1000000000")]
    [InlineData("root:2000000:30000")]
    [InlineData("")]
    public void Examine_TooFewIdsForRoot_OnlyPrivilegedContainersStart(string line)
    {
        _host.Files.Texts["/etc/subuid"] = line;

        Assert.Equal([Warning(FindingCode.IdMapUnusable)], _host.Said(Instance()));
        Assert.Empty(_host.Said(Instance() with { Config = Config(("security.privileged", "true")) }));
        Assert.Empty(_host.Said(Instance() with { IsVirtualMachine = true }));
    }

    [Fact]
    public void Examine_NoFilesOfIds_UsualRangeCounts()
    {
        _host.Files.Texts.Remove("/etc/subuid");

        Assert.Empty(_host.Said(Isolated(1_065_536, 65536)));
        Assert.Equal([Warning(FindingCode.IdMapOutside)], _host.Said(Isolated(500_000, 65536)));
    }

    [Theory]
    [InlineData(1_065_536, 65536, true)]
    [InlineData(500_000, 65536, false)]
    [InlineData(1_000_999_990, 65536, false)]
    public void Examine_IsolatedContainer_ItsOwnRangeMustBeThere(long first, long count, bool isThere)
    {
        _host.Files.Texts["/etc/subuid"] = "root:1000000:1000000\nroot:1000000000:1000000\n";

        Assert.Equal(isThere ? [] : [Warning(FindingCode.IdMapOutside)], _host.Said(Isolated(first, count)));
    }

    [Fact]
    public void Examine_OrdinaryContainerOfAnotherRange_FollowsTheHost()
    {
        var moved = Isolated(500_000, 65536);

        Assert.Empty(_host.Said(moved with { Config = moved.Config.Remove("security.idmap.isolated") }));
    }

    [Theory]
    [InlineData("both 1000 1000", true)]
    [InlineData("uid 1000100 0\ngid 1000100-1000110 0-10", false)]
    [InlineData("gid 70 70", true)]
    [InlineData("nonsense\nuid a-b 0", false)]
    public void Examine_RawMap_HostIdsMustBeRoots(string lines, bool isOutside) => Assert.Equal(
        isOutside ? [Warning(FindingCode.IdMapOutside)] : [], _host.Said(Instance() with { Config = Config(("raw.idmap", lines)) }));

    private static Recover.Core.Readiness.StartingInstance Isolated(long first, long count) => Instance() with
    {
        Config = Config(
            ("security.idmap.isolated", "true"),
            ("volatile.idmap.next", $$"""[{"Isuid":true,"Isgid":false,"Hostid":{{first}},"Nsid":0,"Maprange":{{count}}}]""")),
    };
}
