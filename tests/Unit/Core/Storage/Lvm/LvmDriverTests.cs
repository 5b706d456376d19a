using Recover.Core.Backups;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage;
using Recover.Core.Storage.Ledger;
using Recover.Core.Storage.Lvm;
using Recover.Tests.Unit.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Lvm;

public sealed class LvmDriverTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    private HostSurvey Host => TestSurvey.Of(_place.Root);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task FindAsync_GroupsOfIncus_AreOfferedWithEverythingFilledIn()
    {
        _place.Folder("storage-pools", "main", "containers", "c-lthin");
        _place.Folder("storage-pools", "main", "containers", "shop_s1");
        _place.Folder("storage-pools", "other", "containers", "unknown");

        var found = await Driver(LvmReports.Commands()).FindAsync(Host, TestContext.Current.CancellationToken);

        var thin = found.Single(pool => pool.Definition.Source == "vg-thin");
        Assert.Equal(("main", "lvm", PoolOrigin.BlockDevice), (thin.Definition.Name, thin.Definition.Driver, thin.Definition.Origin));
        Assert.Equal(("vg-thin", "IncusThinPool"), (thin.Definition.Config["lvm.vg_name"], thin.Definition.Config["lvm.thinpool_name"]));
        Assert.True(thin.Look!.IsPool);
        Assert.NotNull(thin.Look.LastUsedAt);
        var thick = found.Single(pool => pool.Definition.Source == "lthick").Definition;
        Assert.Equal(("lthick", "false"), (thick.Name, thick.Config["lvm.use_thinpool"]));
    }

    [Fact]
    public async Task FindAsync_MissingDevice_IsAFinding()
    {
        var commands = LvmReports.Commands().On("vgs --readonly", LvmReports.Read("vgs").Replace("\"vg_missing_pv_count\":\"0\"", "\"vg_missing_pv_count\":\"1\"", StringComparison.Ordinal), exitCode: 5);

        var found = await Driver(commands).FindAsync(Host, TestContext.Current.CancellationToken);

        Assert.All(found, pool => Assert.Equal(FindingCode.PoolDevicesMissing, Assert.Single(pool.Findings).Code));
        Assert.NotEmpty(found);
    }

    [Fact]
    public async Task FindAsync_NoTools_FindsNothing() =>
        Assert.Empty(await Driver(new FakeCommandRunner()).FindAsync(Host, TestContext.Current.CancellationToken));

    [Fact]
    public async Task FindAsync_PracticeHost_AsksNobody()
    {
        var commands = LvmReports.Commands();

        Assert.Empty(await Driver(commands).FindAsync(Host with { Control = DaemonControlKind.Sample }, TestContext.Current.CancellationToken));
        Assert.Empty(commands.Asked);
    }

    [Fact]
    public async Task FindAsync_Tools_AreNeverAllowedToWrite()
    {
        var commands = LvmReports.Commands();

        await Driver(commands).FindAsync(Host, TestContext.Current.CancellationToken);

        Assert.All(commands.Asked, line => Assert.Contains("--readonly", line));
        Assert.Equal(["vgs", "pvs", "lvs"], commands.Asked.Select(line => line.Split(' ')[0]));
    }

    [Theory]
    [InlineData("vg-thin", null, true)]
    [InlineData("vg-thin", "IncusThinPool", true)]
    [InlineData("vg-thin", "another", false)]
    [InlineData("vg-other", null, false)]
    public void IsSame_ByGroupAndThinPool(string group, string? thinPool, bool expected)
    {
        var config = ConfigMaps.Empty.Add("lvm.vg_name", group);
        var known = Pool("") with { Config = thinPool is null ? config : config.Add("lvm.thinpool_name", thinPool) };
        var found = new FoundPool
        {
            Definition = Pool("vg-thin") with { Config = ConfigMaps.Empty.Add("lvm.vg_name", "vg-thin").Add("lvm.thinpool_name", "IncusThinPool") },
        };

        Assert.Equal(expected, Driver(new FakeCommandRunner()).IsSame(known, found, Host));
    }

    [Fact]
    public void Check_NothingThatTellsTheGroup_NeedsASource() =>
        Assert.Equal(FindingCode.PoolSourceNeeded, Assert.Single(Driver(new FakeCommandRunner()).Check(Pool(""), Host)).Code);

    [Fact]
    public void Check_DeviceThatIsNotThere_IsMissing() =>
        Assert.Equal(FindingCode.PoolSourceMissing, Assert.Single(Driver(new FakeCommandRunner()).Check(Pool(_place.At("nowhere")), Host)).Code);

    [Fact]
    public void Check_UnknownKey_IsAFinding() =>
        Assert.Equal(
            FindingCode.PoolKeyUnknown,
            Assert.Single(Driver(new FakeCommandRunner()).Check(Pool("vg") with { Config = ConfigMaps.Empty.Add("zfs.pool_name", "x") }, Host)).Code);

    [Fact]
    public void Settings_NamedDevices_AreTheOnlyOnesSeen()
    {
        var settings = LvmTools.Settings("/dev/mapper/recover-a.b");

        Assert.Contains("filter=[\"a|^/dev/mapper/recover-a\\.b$|\",\"r|.*|\"]", settings);
        Assert.Contains("thin_check_executable=\"\"", settings);
        Assert.DoesNotContain("filter", LvmTools.Settings());
    }

    private static PoolDefinition Pool(string source) => new() { Name = "main", Driver = "lvm", Source = source, Origin = PoolOrigin.Typed };

    private LvmDriver Driver(FakeCommandRunner commands) => new(new LookLedger(new DataDirectory(_place.At("data")), commands));
}
