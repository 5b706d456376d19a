using Recover.Core.Findings;
using Recover.Core.Storage;
using Recover.Core.Storage.Ceph;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Ceph;

public sealed class CephVolumesTests
{
    [Theory]
    [InlineData("container_web-1", VolumeType.Container, "default", "web-1", ContentType.Filesystem)]
    [InlineData("container_shop_web-1", VolumeType.Container, "shop", "web-1", ContentType.Filesystem)]
    [InlineData("custom_default_data_1", VolumeType.Custom, "default", "data_1", ContentType.Filesystem)]
    [InlineData("custom_shop_disk.block", VolumeType.Custom, "shop", "disk", ContentType.Block)]
    [InlineData("custom_default_setup.iso", VolumeType.Custom, "default", "setup", ContentType.Iso)]
    [InlineData("virtual-machine_vm1.block", VolumeType.VirtualMachine, "default", "vm1", ContentType.Block)]
    public void Of_ImageOfIncus_TellsTypeProjectNameAndContent(string image, VolumeType type, string project, string name, ContentType content)
    {
        var (volume, _) = Assert.Single(CephVolumes.Of([new CephImage(image, 4096, [])]));

        Assert.Equal((type, project, name, content), (volume.Type, volume.Project, volume.Name, volume.ContentType));
        Assert.Equal(content == ContentType.Filesystem ? null : 4096, volume.SizeBytes);
    }

    [Fact]
    public void Of_CustomVolumeWithFileSystem_HasTheSettingsThatIncusWrites()
    {
        var (volume, _) = Assert.Single(CephVolumes.Of([new CephImage("custom_default_data", 64 << 20, [])]));

        Assert.Equal([KeyValuePair.Create("block.mount_options", "discard"), KeyValuePair.Create("size", "64MiB")], volume.Config);
    }

    [Fact]
    public void Of_PlaceholderImagesAndDeletedOnes_AreNoVolumes()
    {
        CephImage[] images = [new("incus_main", 0, []), new("image_abc_ext4", 1, ["readonly"]), new("zombie_container_old", 1, []), new("other", 1, [])];

        Assert.Empty(CephVolumes.Of(images));
    }

    [Fact]
    public void Of_InstanceAndVolumeOfOneStoredName_KeepsBoth()
    {
        CephImage[] images = [new("container_shop_web-1", 1, []), new("custom_shop_web-1", 1, [])];

        Assert.Equal([VolumeType.Container, VolumeType.Custom], CephVolumes.Of(images).Select(one => one.Volume.Type));
    }

    [Fact]
    public void Of_VirtualMachine_IsOneVolumeWithTheFilesBesideItsDisk()
    {
        CephImage[] images = [new("virtual-machine_vm1", 1, []), new("virtual-machine_vm1.block", 4096, ["snapshot_s0"])];

        var (volume, files) = Assert.Single(CephVolumes.Of(images));

        Assert.Equal("virtual-machine_vm1", files);
        Assert.Equal("s0", Assert.Single(volume.Snapshots).Name);
    }

    [Fact]
    public void Of_VirtualMachineWithoutDisk_SaysSo()
    {
        var (volume, _) = Assert.Single(CephVolumes.Of([new CephImage("virtual-machine_vm1", 1, [])]));

        Assert.Contains(volume.Findings, finding => finding.Code == FindingCode.DiskImageMissing);
    }

    [Fact]
    public void Of_SnapshotsOfOthers_AreLeftOut()
    {
        CephImage[] images = [new("container_c1", 1, ["snapshot_s0", "zombie_snapshot_1", "migration-send-x", "mine", "snapshot_"])];

        Assert.Equal(["s0"], Assert.Single(CephVolumes.Of(images)).Volume.Snapshots.Select(snapshot => snapshot.Name));
    }

    [Fact]
    public void Of_NameThatIncusNeverGives_IsAFinding()
    {
        var (volume, _) = Assert.Single(CephVolumes.Of([new CephImage("container_.._x y", 1, [])]));

        Assert.Contains(volume.Findings, finding => finding.Code == FindingCode.VolumeNameInvalid);
    }
}
