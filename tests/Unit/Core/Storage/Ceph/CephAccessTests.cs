using Recover.Core.Backups;
using Recover.Core.Storage;
using Recover.Core.Storage.Ceph;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Ceph;

public sealed class CephAccessTests
{
    [Fact]
    public void OnHost_ClustersAndKeyrings_AreOfferedTheUsualUserFirst()
    {
        using var directory = new TemporaryDirectory();
        foreach (var name in (string[])["ceph.conf", "ceph.client.admin.keyring", "ceph.client.Zoe.keyring", "ceph.client.bad name.keyring", "far.conf", "far.client.incus.keyring", "rbdmap"])
        {
            File.WriteAllText(Path.Combine(directory.Root, name), "");
        }

        Assert.Equal([new("ceph", "admin"), new("ceph", "Zoe"), new CephAccess("far", "incus")], CephAccess.OnHost(directory.Root));
    }

    [Fact]
    public void OnHost_NoDirectory_IsNothing()
    {
        Assert.Empty(CephAccess.OnHost("/nowhere/at/all"));
    }

    [Fact]
    public void Of_PoolWithoutKeys_IsWhatIsUsual()
    {
        Assert.Equal(new CephAccess("ceph", "admin"), CephAccess.Of(Pool("files"), "cephfs"));
    }

    [Theory]
    [InlineData("files", "files", "/", "files")]
    [InlineData("files/a/b", "files", "/a/b", "files/a/b")]
    [InlineData("files/a/", "files", "/a", "files/a")]
    public void FileSource_OfAPool_TellsFileSystemAndPath(string source, string fileSystem, string path, string text)
    {
        var read = CephFileSource.Of(Pool(source));

        Assert.Equal((fileSystem, path, text), (read.FileSystem, read.Path, read.Text));
        Assert.Equal($"admin@.{fileSystem}={path}", read.MountSource);
    }

    [Fact]
    public void FileSource_PathInTheConfig_GoesBeforeTheSource()
    {
        var pool = Pool("other") with { Config = ConfigMaps.Empty.Add("cephfs.path", "files/a").Add("cephfs.cluster_name", "far") };

        var read = CephFileSource.Of(pool);

        Assert.Equal("files/a", read.Text);
        Assert.Equal("conf=/etc/ceph/far.conf", read.MountOptions);
    }

    private static PoolDefinition Pool(string source) => new() { Name = "p", Driver = "cephfs", Source = source, Origin = PoolOrigin.Typed };
}
