using Recover.Core.Storage;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage;

public sealed class BlockDevicesTests
{
    [Fact]
    public void DisksIn_ListOfTheKernel_LeavesOutWhatIsNoDisk()
    {
        string[] partitions =
        [
            "major minor  #blocks  name", "",
            " 254        0  268435456 vda", " 254        1  268434432 vda1", "   8        0   1000000 sda", " 259        0   1000000 nvme0n1",
            " 259        1     999000 nvme0n1p1", " 253        0    4194304 dm-0", "   9        0    4194304 md0",
            "   7        0     614400 loop0", "   7       12     614400 loop12", " 259        2     613376 loop0p1",
            "   1        0      65536 ram0", " 252        0     524288 zram0", "   2        0       1440 fd0", "  11        0    1048575 sr0",
            "   8       16          1 sdb", "garbage",
        ];
        Assert.Equal(["vda", "vda1", "sda", "nvme0n1", "nvme0n1p1", "dm-0", "md0", "loop0p1"], BlockDevices.DisksIn(partitions));
    }

    [Fact]
    public void DisksIn_NoList_IsEmpty() => Assert.Empty(BlockDevices.DisksIn([]));
}
