using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Xunit;

namespace Recover.Tests.Unit.Core.Scanning;

/// <summary>A file that tells of another pool, instance, project or type than the place it lies in, or of one that is there already.</summary>
public sealed class IdentityDefectTests : DefectTest
{
    [Fact]
    public async Task Scan_OtherPoolName_IsAQuestion()
    {
        Pool.Edit(Victim, file => file.Replace("  name: local\n", "  name: poolX\n", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Question, FindingCode.PoolNameMismatch);
    }

    [Fact]
    public async Task Scan_OtherDriver_IsAQuestion()
    {
        Pool.Edit(Victim, file => file.Replace("driver: dir", "driver: zfs", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Question, FindingCode.PoolDriverMismatch);
    }

    [Fact]
    public async Task Scan_OtherPoolSource_IsNamedOnTheItemAndOnThePool()
    {
        Pool.Edit(Victim, file => file.Replace("source: /var/lib/incus/storage-pools/local", "source: /elsewhere", StringComparison.Ordinal));
        var inventory = await Pool.ScanAsync();
        AssertFound(Checked(inventory, Victim), VolumeState.Recoverable, FindingCode.PoolConfigDisagreement);
        Assert.Equal(FindingCode.PoolConfigDisagreement, Assert.Single(inventory.Pools[0].Findings).Code);
        Assert.True(inventory.Pools[0].Read);
    }

    [Fact]
    public async Task Scan_OtherInstanceName_IsBroken()
    {
        Pool.Edit(Victim, file => file.Replace("  name: c5\n", "  name: other\n", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Broken, FindingCode.InstanceNameMismatch, FindingCode.VolumeRecordNameMismatch);
    }

    [Fact]
    public async Task Scan_CopyOfAnotherDirectory_IsBroken()
    {
        Pool.AddContainer("dup", File.ReadAllText(Pool.BackupFileOf(Victim)), ["snap0", "snap1"]);
        AssertFound(await ScanAsync("dup"), VolumeState.Broken, FindingCode.InstanceNameMismatch, FindingCode.VolumeRecordNameMismatch);
    }

    [Fact]
    public async Task Scan_OtherProjectInFile_IsRecoverable()
    {
        Pool.Edit(Victim, file => file.Replace("  type: container\n  project: default\n", "  type: container\n  project: shop\n", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Recoverable, FindingCode.ProjectMismatch);
    }

    [Fact]
    public async Task Scan_SameUuidAndMac_AreNamedOnBoth()
    {
        Pool.AddContainer("twin", File.ReadAllText(Pool.BackupFileOf(Victim)).Replace("name: c5\n", "name: twin\n", StringComparison.Ordinal), ["snap0", "snap1"]);
        var inventory = await Pool.ScanAsync();
        AssertFound(Checked(inventory, Victim), VolumeState.Recoverable, FindingCode.UuidDuplicate, FindingCode.MacDuplicate);
        AssertFound(Checked(inventory, "twin"), VolumeState.Recoverable, FindingCode.UuidDuplicate, FindingCode.MacDuplicate);
    }

    [Fact]
    public async Task Scan_UuidOfARecordedInstance_IsNamed()
    {
        var uuid = BackupFileReader.Read(File.ReadAllBytes(Pool.BackupFileOf(Victim)), default).File!.Instance!.Config["volatile.uuid"];
        Pool.Contents = Pool.Contents with { Instances = [new InstanceRecord(1, "default", "old", false, uuid, [])] };
        AssertFound(await ScanAsync(), VolumeState.Recoverable, FindingCode.UuidDuplicate);
    }

    [Fact]
    public async Task Scan_TypeSaysVirtualMachine_IsBroken()
    {
        Pool.Edit(Victim, file => file.Replace("  type: container\n  project", "  type: virtual-machine\n  project", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Broken, FindingCode.InstanceTypeMismatch);
    }

    [Fact]
    public async Task Scan_InstanceRecordedElsewhere_IsBrokenAndNamesThePool()
    {
        Record("elsewhere", withInstance: true);
        var victim = await ScanAsync();
        AssertFound(victim, VolumeState.Broken, FindingCode.InstanceAlreadyRecorded);
        Assert.Equal(["elsewhere"], victim.Findings[0].Arguments);
        Assert.Contains("elsewhere", victim.Findings[0].Raw);
    }

    [Fact]
    public async Task Scan_VolumeRecordedWithoutInstance_IsAQuestion()
    {
        Record(Pool.Name, withInstance: false);
        AssertFound(await ScanAsync(), VolumeState.Question, FindingCode.VolumeAlreadyRecorded);
    }

    [Fact]
    public async Task Scan_BothRecorded_IsKnownWithoutFindings()
    {
        Record(Pool.Name, withInstance: true);
        File.Delete(Pool.BackupFileOf(Victim));
        AssertFound(await ScanAsync(), VolumeState.Known);
    }

    private void Record(string pool, bool withInstance) => Pool.Contents = Pool.Contents with
    {
        Volumes = [new VolumeRecord(1, pool, VolumeType.Container, "default", Victim, [])],
        Instances = withInstance ? [new InstanceRecord(1, "default", Victim, false, null, [])] : [],
    };
}
