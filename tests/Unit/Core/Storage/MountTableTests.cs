using Recover.Core.Storage;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage;

public sealed class MountTableTests
{
    private static readonly MountTable Table = MountTable.Parse(
    [
        "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
        "30 22 0:45 / /srv/my\\040pools rw shared:5 - btrfs /dev/loop0 rw,subvolid=5",
        "31 22 0:45 /deep/pool /var/lib/incus/storage-pools/one rw - btrfs /dev/loop0 rw",
        "32 22 8:1 /data/two /var/lib/incus/storage-pools/two rw - ext4 /dev/sda1 rw",
        "nonsense",
    ]);

    [Fact]
    public void Parse_EscapedNames_AreDecoded() => Assert.Equal("btrfs", Table.At("/srv/my pools")!.Type);

    [Fact]
    public void At_NoMountPoint_IsNull() => Assert.Null(Table.At("/srv"));

    [Theory]
    [InlineData("/srv/my pools/x", "/srv/my pools")]
    [InlineData("/srv/my poolsx", "/")]
    [InlineData("/srv/my pools", "/srv/my pools")]
    public void Holding_Path_IsTheDeepestMount(string path, string point) => Assert.Equal(point, Table.Holding(path)!.Point);

    [Fact]
    public void OtherPathOf_BoundDirectory_TellsWhereItReallyIs()
    {
        Assert.Equal("/srv/my pools/deep/pool", Table.OtherPathOf(Table.At("/var/lib/incus/storage-pools/one")!));
        Assert.Equal("/data/two", Table.OtherPathOf(Table.At("/var/lib/incus/storage-pools/two")!));
        Assert.Null(Table.OtherPathOf(Table.At("/")!));
    }
}
