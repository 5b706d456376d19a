using Recover.Core.Storage.Zfs;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Zfs;

public sealed class ZfsNamesTests
{
    [Theory]
    [InlineData("tank", true)]
    [InlineData("tank/incus/containers/shop_web-1", true)]
    [InlineData("tank/a:b.c d", true)]
    [InlineData("", false)]
    [InlineData("-o", false)]
    [InlineData("1tank", false)]
    [InlineData("tank/", false)]
    [InlineData("tank//a", false)]
    [InlineData("tank/../etc", false)]
    [InlineData("tank/a@b", false)]
    [InlineData("tank/a\nb", false)]
    [InlineData("tank/ä", false)]
    public void IsDataset_Name_IsWhatZfsAllows(string name, bool allowed) => Assert.Equal(allowed, ZfsNames.IsDataset(name));

    [Fact]
    public void IsDataset_TooLong_IsNone() => Assert.False(ZfsNames.IsDataset("tank/" + new string('a', 251)));

    [Theory]
    [InlineData("tank/a@snapshot-s0", true)]
    [InlineData("tank/a@", false)]
    [InlineData("tank/a@b@c", false)]
    [InlineData("tank/a", false)]
    public void IsSnapshot_Name_IsWhatZfsAllows(string name, bool allowed) => Assert.Equal(allowed, ZfsNames.IsSnapshot(name));

    [Fact]
    public void WithPool_Dataset_KeepsTheRest()
    {
        Assert.Equal("recover-1/incus/custom", ZfsNames.WithPool("tank/incus/custom", "recover-1"));
        Assert.Equal("recover-1", ZfsNames.WithPool("tank", "recover-1"));
    }
}
