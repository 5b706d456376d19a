using Recover.Core.Backups;
using Recover.Core.Storage;
using Recover.Web.Cli;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Cli;

public sealed class PoolArgumentTests
{
    [Fact]
    public void Parse_NameDriverSourceAndKeys_FillsAll()
    {
        var pool = PoolArgument.Parse("fast:btrfs:/dev/disk/by-id/a:b,size=30GiB,btrfs.mount_options=compress=zstd");

        Assert.Equal("fast", pool?.Name);
        Assert.Equal("btrfs", pool?.Driver);
        Assert.Equal("/dev/disk/by-id/a:b", pool?.Source);
        Assert.Equal(PoolOrigin.Typed, pool?.Origin);
        Assert.Equal(ConfigMaps.Empty.Add("size", "30GiB").Add("btrfs.mount_options", "compress=zstd"), pool?.Config);
    }

    [Fact]
    public void Parse_SourceAsKey_IsTheSource()
    {
        var pool = PoolArgument.Parse("default:dir,source=/srv/incus");

        Assert.Equal("/srv/incus", pool?.Source);
        Assert.Empty(pool!.Config);
    }

    [Theory]
    [InlineData("")]
    [InlineData("default")]
    [InlineData(":dir")]
    [InlineData("default:")]
    [InlineData("default:dir,size")]
    [InlineData("default:dir,=5")]
    [InlineData("default:dir,size=1,size=2")]
    public void Parse_AnotherForm_IsNull(string text) => Assert.Null(PoolArgument.Parse(text));
}
