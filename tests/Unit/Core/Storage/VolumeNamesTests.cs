using Recover.Core.Storage;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage;

public sealed class VolumeNamesTests
{
    [Theory]
    [InlineData(VolumeType.Container, "web1", "default", "web1")]
    [InlineData(VolumeType.Container, "shop_web1", "shop", "web1")]
    [InlineData(VolumeType.VirtualMachine, "old_shop_web1", "old_shop", "web1")]
    [InlineData(VolumeType.Custom, "default_data", "default", "data")]
    [InlineData(VolumeType.Custom, "shop_my_data", "shop", "my_data")]
    [InlineData(VolumeType.Custom, "lost+found", "", "lost+found")]
    [InlineData(VolumeType.Bucket, "default_b_1", "default", "b_1")]
    public void Split_StoredName_FollowsIncus(VolumeType type, string storedName, string project, string name)
    {
        Assert.Equal((project, name), VolumeNames.Split(type, storedName));
        Assert.Equal(project.Length > 0 ? storedName : "_" + storedName, VolumeNames.Join(type, project, name));
    }

    [Theory]
    [InlineData(VolumeType.Container, "default", "web-1", true)]
    [InlineData(VolumeType.Container, "default", "-web", false)]
    [InlineData(VolumeType.Container, "default", "123", false)]
    [InlineData(VolumeType.Container, "default", "web.1", false)]
    [InlineData(VolumeType.Container, "", "web", false)]
    [InlineData(VolumeType.Container, "sh op", "web", false)]
    [InlineData(VolumeType.Custom, "default", "my data.1", true)]
    [InlineData(VolumeType.Custom, "default", "", false)]
    [InlineData(VolumeType.Custom, "default", "a\nb", false)]
    [InlineData(VolumeType.Custom, "default", "\uFFFD", false)]
    [InlineData(VolumeType.Custom, "", "lost+found", false)]
    public void AreValid_TellsWhatIncusCouldHaveMade(VolumeType type, string project, string name, bool valid) =>
        Assert.Equal(valid, VolumeNames.AreValid(type, project, name));

    [Theory]
    [InlineData("default", true)]
    [InlineData("pool.1_a-b", true)]
    [InlineData("", false)]
    [InlineData("..", false)]
    [InlineData("-x", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("a'; DROP", false)]
    public void PoolName_IsValid_KeepsToPlainNames(string name, bool valid) => Assert.Equal(valid, PoolNames.IsValid(name));
}
