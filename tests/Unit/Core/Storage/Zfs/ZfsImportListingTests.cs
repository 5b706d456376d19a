using Recover.Core.Storage.Zfs;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Zfs;

public sealed class ZfsImportListingTests
{
    [Fact]
    public void Parse_RealListing_TellsEveryPool()
    {
        var pools = ZfsImportListing.Parse(ZfsCapture.Import);

        Assert.Equal(["zl", "mir", "other", "broken"], pools.Select(pool => pool.Name));
        Assert.Equal(
            [ZfsHealth.Online, ZfsHealth.Degraded, ZfsHealth.Online, ZfsHealth.Unavailable], pools.Select(pool => pool.Health));
        Assert.Equal([false, false, true, true], pools.Select(pool => pool.IsForeign));
        Assert.Equal(8238401232682149485UL, pools[0].Guid);
        Assert.Null(pools[0].Status);
        Assert.Equal(["/var/lib/incus/disks/zl.img"], pools[0].Devices);
        Assert.Equal(["/root/y1", "/root/y2"], pools[1].Devices);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no pools available to import\n")]
    [InlineData("  pool: -f\n    id: 5\n state: ONLINE\n")]
    [InlineData("  pool: tank\n    id: x\n state: ONLINE\n")]
    [InlineData("    id: 5\n state: ONLINE\n")]
    public void Parse_NothingFit_IsEmpty(string output) => Assert.Empty(ZfsImportListing.Parse(output));
}
