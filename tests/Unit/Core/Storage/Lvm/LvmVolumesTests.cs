using System.Text.Json;
using Recover.Core.Findings;
using Recover.Core.Storage;
using Recover.Core.Storage.Lvm;
using Xunit;

namespace Recover.Tests.Unit.Core.Storage.Lvm;

public sealed class LvmVolumesTests
{
    private static LvmPool Thin => LvmPool.In(LvmReports.Groups).Single(pool => pool.ThinPool is not null);

    private static LvmPool Thick => LvmPool.In(LvmReports.Groups).Single(pool => pool.ThinPool is null);

    [Fact]
    public void Groups_CapturedReports_AreReadWhole()
    {
        var group = LvmReports.Groups.Single(group => group.Name == "vg-thin");

        Assert.Equal((true, 0, 3217031168L), (group.IsTagged, group.MissingDevices, group.SizeBytes));
        Assert.Equal(["/dev/loop0"], group.Devices);
        Assert.True(group.Volumes.Single(volume => volume.Name == "IncusThinPool").IsThinPool);
    }

    [Fact]
    public void Groups_PrivateCopyOfALook_IsLeftOut()
    {
        var copies = LvmReports.Read("vgs").Replace("vg-thin", $"{LvmReport.CopyPrefix}0123", StringComparison.Ordinal);

        Assert.Equal(["lthick"], LvmReport.Groups(copies, LvmReports.Read("pvs"), LvmReports.Read("lvs")).Select(group => group.Name));
    }

    [Fact]
    public void Groups_NotAReport_IsNoReport() =>
        Assert.ThrowsAny<JsonException>(() => LvmReport.Groups("cut {", LvmReports.Read("pvs"), LvmReports.Read("lvs")));

    [Fact]
    public void In_ThinAndThickGroup_AreTwoPools()
    {
        Assert.Equal(("vg-thin", "IncusThinPool"), (Thin.Group.Name, Thin.ThinPool));
        Assert.Equal("lthick", Thick.Group.Name);
    }

    [Fact]
    public void In_GroupOfTheHostItself_IsNoPool()
    {
        var root = new LogicalVolume("root", "u-1", 1, "", "", null, IsThinPool: false);

        Assert.Empty(LvmPool.In([new VolumeGroup("system", "u", false, 1, 0, ["/dev/sda1"], [root])]));
    }

    [Fact]
    public void List_ThinPool_TellsProjectsContentsSizesAndSnapshots()
    {
        var volumes = new LvmVolumes(Thin).List().ToDictionary(volume => (volume.Type, volume.StoredName));

        Assert.Equal(("shop", "s1"), (volumes[(VolumeType.Container, "shop_s1")].Project, volumes[(VolumeType.Container, "shop_s1")].Name));
        var block = volumes[(VolumeType.Custom, "default_blk-1")];
        Assert.Equal((ContentType.Block, 64L << 20, "blk-1"), (block.ContentType, block.SizeBytes!.Value, block.Name));
        Assert.Equal("bs0", Assert.Single(block.Snapshots).Name);
        Assert.NotNull(block.Snapshots[0].CreatedAt);
        Assert.Equal(ContentType.Filesystem, volumes[(VolumeType.Custom, "default_vx")].ContentType);
        Assert.DoesNotContain(volumes.Values, volume => volume.StoredName.StartsWith("8c96", StringComparison.Ordinal));
        Assert.All(volumes.Values, volume => Assert.Empty(volume.Findings));
        Assert.Equal(Thin.VolumeCount, volumes.Count);
    }

    [Fact]
    public void FileSystemOf_SnapshotOfAThickVolume_IsOneThatGoesWithItsOrigin()
    {
        var volumes = new LvmVolumes(Thick);
        var container = volumes.List().Single(volume => volume.StoredName == "c-lthick");

        var snapshot = volumes.FileSystemOf(container, "s0")!;

        Assert.Equal((true, "containers_c--lthick"), (snapshot.IsThickSnapshot, snapshot.Origin));
        Assert.Equal("containers_c--lthick", volumes.FileSystemOf(container, null)!.Name);
        Assert.Null(volumes.FileSystemOf(container, "other"));
    }

    [Fact]
    public void List_VirtualMachine_IsOneVolumeOfTwo()
    {
        var machine = Assert.Single(Of(Volume("virtual-machines_vm", 100), Volume("virtual-machines_vm.block", 900), Volume("virtual-machines_vm-s0", 100), Volume("virtual-machines_vm-s0.block", 900)));

        Assert.Equal((ContentType.Block, 900L), (machine.ContentType, machine.SizeBytes!.Value));
        Assert.Equal(["s0"], machine.Snapshots.Select(snapshot => snapshot.Name));
    }

    [Fact]
    public void List_InstanceAndCustomVolumeOfOneName_AreTwo() =>
        Assert.Equal(
            [(VolumeType.Container, "foo", "bar"), (VolumeType.Custom, "foo", "bar")],
            Of(Volume("containers_foo_bar", 1), Volume("custom_foo_bar", 1)).Select(volume => (volume.Type, volume.Project, volume.Name)));

    [Fact]
    public void List_SnapshotsWithoutTheirVolume_AreNamed()
    {
        var left = Assert.Single(Of(Volume("containers_gone-s1", 1), Volume("containers_gone-s0", 1)));

        Assert.Equal("gone", left.Name);
        Assert.Empty(left.Snapshots);
        Assert.Equal(Finding.Of(FindingCode.OnlySnapshotsLeft, "s0, s1", "vg/containers_gone-s0").Message, Assert.Single(left.Findings).Message);
        Assert.False(left.IsStray);
    }

    [Fact]
    public void List_NameThatIncusNeverGives_IsAFindingOnIt() =>
        Assert.Equal(FindingCode.VolumeNameInvalid, Assert.Single(Assert.Single(Of(Volume("containers_a.b", 1))).Findings).Code);

    private static LogicalVolume Volume(string name, long size) => new(name, "u", size, "", "", null, IsThinPool: false);

    private static IEnumerable<StoredVolume> Of(params LogicalVolume[] volumes) =>
        new LvmVolumes(new LvmPool(new VolumeGroup("vg", "g", true, 1, 0, [], [.. volumes]), null)).List();
}
