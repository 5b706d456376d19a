using Recover.Core.Storage;
using Recover.Core.Storage.Lvm;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Lvm;

public sealed class LvmNameTests
{
    [Theory]
    [InlineData("containers_web", VolumeType.Container, "web", null, "")]
    [InlineData("containers_shop_web--1", VolumeType.Container, "shop_web-1", null, "")]
    [InlineData("containers_web--1-s--0", VolumeType.Container, "web-1", "s-0", "")]
    [InlineData("virtual-machines_vm", VolumeType.VirtualMachine, "vm", null, "")]
    [InlineData("virtual-machines_vm--1-snap0.block", VolumeType.VirtualMachine, "vm-1", "snap0", ".block")]
    [InlineData("custom_default_blk--1-bs0.block", VolumeType.Custom, "default_blk-1", "bs0", ".block")]
    [InlineData("custom_default_cd.iso", VolumeType.Custom, "default_cd", null, ".iso")]
    [InlineData("custom_default_a--b", VolumeType.Custom, "default_a-b", null, "")]
    [InlineData("containers_web.block", VolumeType.Container, "web.block", null, "")]
    [InlineData("buckets_default_b", VolumeType.Bucket, "default_b", null, "")]
    public void Of_NameThatIncusGives_IsTakenApart(string name, VolumeType type, string stored, string? snapshot, string ending) =>
        Assert.Equal(new LvmName(type, stored, snapshot, ending), LvmName.Of(name));

    [Theory]
    [InlineData("images_8c96ed4751b4")]
    [InlineData("IncusThinPool")]
    [InlineData("root")]
    [InlineData("containers_")]
    [InlineData("containers_-x")]
    [InlineData("containers_web-")]
    [InlineData("containers_a-b-c")]
    [InlineData("containersweb")]
    public void Of_AnotherName_IsNull(string name) => Assert.Null(LvmName.Of(name));

    [Fact]
    public void IsOfIncus_Image_IsTrue() => Assert.True(LvmName.IsOfIncus("images_8c96ed4751b4"));
}
