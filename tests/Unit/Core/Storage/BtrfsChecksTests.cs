using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage;
using Recover.Core.Storage.Ledger;
using Recover.Core.Storage.Zfs;
using Recover.Tests.Unit.Core.Commands;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage;

public sealed class BtrfsChecksTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("", FindingCode.PoolSourceNeeded)]
    [InlineData("/nonexistent/disk.img", FindingCode.PoolSourceMissing)]
    [InlineData("01234567-89ab-cdef-0123-456789abcdef", FindingCode.PoolSourceUnfit)]
    [InlineData("no uuid", FindingCode.PoolSourceUnfit)]
    [InlineData("/proc", FindingCode.PoolSourceUnfit)]
    public void Check_Source_IsLookedAt(string source, FindingCode code) => Assert.Equal(code, Assert.Single(Check(source)).Code);

    [Fact]
    public void Check_OwnKeys_AreKnown() => Assert.Equal(
        [FindingCode.PoolKeyUnknown, FindingCode.PoolSourceNeeded],
        Check("", ("size", "1GiB"), ("btrfs.mount_options", "x"), ("lvm.vg_name", "x")).Select(finding => finding.Code));

    [Theory]
    [InlineData("lvmcluster")]
    [InlineData("linstor")]
    [InlineData("truenas")]
    public void StorageDrivers_KindWithDaemonsOfItsOwn_SaysWhatToDo(string driver)
    {
        var drivers = StorageDrivers.Standard(new LookLedger(new DataDirectory(_place.Root), new FakeCommandRunner()), new FakeCommandRunner(), new ZfsKeys());
        var pool = new PoolDefinition { Name = "one", Driver = driver, Origin = PoolOrigin.Database };

        var finding = Assert.Single(drivers.Check(pool, TestSurvey.Of(_place.Root)));

        Assert.Equal((FindingCode.PoolNeedsItsDaemons, driver), (finding.Code, finding.Arguments[0]));
        Assert.StartsWith(StorageTexts.DaemonsOf(driver), finding.Remedy, StringComparison.Ordinal);
        Assert.Contains(driver, StorageDrivers.KnownToIncus);
    }

    [Fact]
    public void StorageDrivers_UnknownDriver_IsAFinding()
    {
        var drivers = StorageDrivers.Standard(new LookLedger(new DataDirectory(_place.Root), new FakeCommandRunner()), new FakeCommandRunner(), new ZfsKeys());
        var pool = new PoolDefinition { Name = "one", Driver = "floppy", Origin = PoolOrigin.Typed };

        Assert.Subset(StorageDrivers.KnownToIncus.ToHashSet(), drivers.Names.ToHashSet());
        Assert.Equal(FindingCode.PoolDriverUnknown, Assert.Single(drivers.Check(pool, TestSurvey.Of(_place.Root))).Code);
    }

    private IReadOnlyList<Finding> Check(string source, params (string Key, string Value)[] config)
    {
        var pool = new PoolDefinition { Name = "one", Driver = "btrfs", Source = source, Origin = PoolOrigin.Typed };
        pool = pool with { Config = pool.Config.AddRange(config.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))) };
        return new BtrfsDriver(new LookLedger(new DataDirectory(_place.Root), new FakeCommandRunner())).Check(pool, TestSurvey.Of(_place.Root));
    }
}
