using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Storage;
using Xunit;

namespace Recover.Tests.Unit.Core.Scanning;

/// <summary>
/// One broken instance among healthy ones, for each way in which it is known to break: it is named, and the others stay recoverable. What concerns
/// missing projects, profiles, networks, pools and volumes is with the dependencies.
/// </summary>
public sealed class DefectTests : IDisposable
{
    private const string Victim = "c5";
    private static readonly string[] Healthy = ["c1", "c2", "shop_c3"];
    private readonly LostPool _pool = new();

    public DefectTests()
    {
        foreach (var name in (string[])[.. Healthy, Victim])
        {
            _pool.AddContainer(name);
        }

        _pool.Edit("shop_c3", file => file.Replace("project: default", "project: shop", StringComparison.Ordinal));
        _pool.Add("custom", "default_data1", file: null, []);
    }

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task Scan_NoDefect_FindsNothing()
    {
        var victim = await ScanAsync();
        Assert.Empty(victim.Findings);
        Assert.Equal(VolumeState.Recoverable, victim.State);
        Assert.Equal("c5", victim.Backup!.Instance!.Name);
    }

    [Theory]
    [InlineData("\nsnapshots:\n")]
    [InlineData("\npool:\n")]
    [InlineData("\nprofiles:\n")]
    [InlineData("\nvolume:\n")]
    public async Task Scan_FileCutBeforeTheVolume_IsBroken(string section)
    {
        CutBefore(section);
        AssertFound(await ScanAsync(), VolumeState.Broken, FindingCode.BackupVolumeMissing);
    }

    [Fact]
    public async Task Scan_FileCutInTheMiddleOfALine_IsBrokenAndSaysSo()
    {
        var bytes = File.ReadAllBytes(_pool.BackupFileOf(Victim));
        File.WriteAllBytes(_pool.BackupFileOf(Victim), bytes[..(bytes.Length * 4 / 10)]);
        AssertFound(await ScanAsync(), VolumeState.Broken, FindingCode.BackupFileCut, FindingCode.BackupVolumeMissing);
    }

    [Fact]
    public async Task Scan_FileCutBeforeTheName_IsNotSaidToHaveAnother()
    {
        _pool.Edit(Victim, file => file[..file.IndexOf("\n  devices:", StringComparison.Ordinal)]);
        var volume = await ScanAsync();
        Assert.DoesNotContain(volume.Findings, finding => finding.Code == FindingCode.InstanceNameMismatch);
        Assert.Contains(volume.Findings, finding => finding.Code == FindingCode.BackupVolumeMissing);
    }

    [Fact]
    public async Task Scan_FileCutBeforeTheVolumesSnapshots_IsRecoverableWithWarning()
    {
        CutBefore("\nvolume_snapshots:\n");
        AssertFound(await ScanAsync(), VolumeState.Recoverable, FindingCode.BackupVolumeSnapshotsMissing);
    }

    [Fact]
    public async Task Scan_SnapshotSectionEmptied_TakesSnapshotsFromTheirOwnCopies()
    {
        _pool.Edit(Victim, file => Between(file, "\nsnapshots:\n", "pool:\n", "\nsnapshots: []\n"));
        var victim = await ScanAsync();
        AssertFound(victim, VolumeState.Recoverable, FindingCode.SnapshotMissingInFile, FindingCode.SnapshotMissingInFile);
        Assert.Equal(["snap0", "snap1"], victim.SnapshotBackups.Keys);
        Assert.Equal("c5", victim.SnapshotBackups["snap0"].Instance!.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    public async Task Scan_EmptyFile_IsBroken(string content)
    {
        File.WriteAllText(_pool.BackupFileOf(Victim), content);
        AssertFound(await ScanAsync(), VolumeState.Broken, FindingCode.BackupFileEmpty);
    }

    [Fact]
    public async Task Scan_FileOfZeros_IsBrokenWithTheRawError()
    {
        File.WriteAllBytes(_pool.BackupFileOf(Victim), new byte[4096]);
        var victim = await ScanAsync();
        AssertFound(victim, VolumeState.Broken, FindingCode.BackupFileDamaged);
        Assert.Equal(BackupTexts.ControlCharacter(0, 0), victim.Findings[0].Raw);
    }

    [Fact]
    public async Task Scan_UnknownField_IsRecoverable()
    {
        _pool.Edit(Victim, file => file.Replace("container:\n", "container:\n  future: [1]\n", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Recoverable, FindingCode.BackupFieldUnknown);
    }

    [Fact]
    public async Task Scan_FileMissing_IsBroken()
    {
        File.Delete(_pool.BackupFileOf(Victim));
        AssertFound(await ScanAsync(), VolumeState.Broken, FindingCode.BackupFileMissing);
    }

    [Fact]
    public async Task Scan_FileIsDirectory_IsBroken()
    {
        File.Delete(_pool.BackupFileOf(Victim));
        Directory.CreateDirectory(_pool.BackupFileOf(Victim));
        AssertFound(await ScanAsync(), VolumeState.Broken, FindingCode.BackupFileUnfit);
    }

    [Fact]
    public async Task Scan_FileIsLink_IsBrokenAndNotFollowed()
    {
        File.Delete(_pool.BackupFileOf(Victim));
        File.CreateSymbolicLink(_pool.BackupFileOf(Victim), _pool.BackupFileOf("c1"));
        var victim = await ScanAsync();
        AssertFound(victim, VolumeState.Broken, FindingCode.BackupFileUnfit);
        Assert.Null(victim.Backup);
    }

    [Fact]
    public async Task Scan_EmptyDirectory_IsBroken()
    {
        _pool.Add("containers", "stray", file: null, []);
        AssertFound(await ScanAsync("stray"), VolumeState.Broken, FindingCode.BackupFileMissing);
    }

    [Fact]
    public async Task Scan_OtherPoolName_IsAQuestion()
    {
        _pool.Edit(Victim, file => file.Replace("  name: local\n", "  name: poolX\n", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Question, FindingCode.PoolNameMismatch);
    }

    [Fact]
    public async Task Scan_OtherDriver_IsAQuestion()
    {
        _pool.Edit(Victim, file => file.Replace("driver: dir", "driver: zfs", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Question, FindingCode.PoolDriverMismatch);
    }

    [Fact]
    public async Task Scan_OtherPoolSource_IsNamedOnTheItemAndOnThePool()
    {
        _pool.Edit(Victim, file => file.Replace("source: /var/lib/incus/storage-pools/local", "source: /elsewhere", StringComparison.Ordinal));
        var inventory = await _pool.ScanAsync();
        AssertFound(Checked(inventory, Victim), VolumeState.Recoverable, FindingCode.PoolConfigDisagreement);
        Assert.Equal(FindingCode.PoolConfigDisagreement, Assert.Single(inventory.Pools[0].Findings).Code);
        Assert.True(inventory.Pools[0].Read);
    }

    [Fact]
    public async Task Scan_OtherInstanceName_IsBroken()
    {
        _pool.Edit(Victim, file => file.Replace("  name: c5\n", "  name: other\n", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Broken, FindingCode.InstanceNameMismatch, FindingCode.VolumeRecordNameMismatch);
    }

    [Fact]
    public async Task Scan_CopyOfAnotherDirectory_IsBroken()
    {
        _pool.AddContainer("dup", File.ReadAllText(_pool.BackupFileOf(Victim)), ["snap0", "snap1"]);
        AssertFound(await ScanAsync("dup"), VolumeState.Broken, FindingCode.InstanceNameMismatch, FindingCode.VolumeRecordNameMismatch);
    }

    [Fact]
    public async Task Scan_SnapshotMissingOnDisk_IsRecoverable()
    {
        Directory.Delete(Path.Combine(_pool.Root, "containers-snapshots", Victim, "snap1"), recursive: true);
        var victim = await ScanAsync();
        AssertFound(victim, VolumeState.Recoverable, FindingCode.SnapshotMissingOnDisk);
        Assert.Equal(["snap1"], victim.Findings[0].Arguments);
    }

    [Fact]
    public async Task Scan_SnapshotMissingInFile_IsRecoverableWithItsOwnCopy()
    {
        _pool.AddContainer(Victim, File.ReadAllText(_pool.BackupFileOf(Victim)), ["extra"]);
        var victim = await ScanAsync();
        AssertFound(victim, VolumeState.Recoverable, FindingCode.SnapshotMissingInFile);
        Assert.Equal(["extra"], victim.SnapshotBackups.Keys);
    }

    [Fact]
    public async Task Scan_SnapshotTwiceInFile_IsBroken()
    {
        _pool.Edit(Victim, file => file.Replace("  name: snap1\n  profiles:", "  name: snap0\n  profiles:", StringComparison.Ordinal));
        var victim = await ScanAsync();
        Assert.Equal(VolumeState.Broken, victim.State);
        Assert.Contains(victim.Findings, finding => finding.Code == FindingCode.BackupFileDamaged && finding.Raw == ScanTexts.SnapshotTwice("snap0"));
    }

    [Fact]
    public async Task Scan_OtherProjectInFile_IsRecoverable()
    {
        _pool.Edit(Victim, file => file.Replace("  type: container\n  project: default\n", "  type: container\n  project: shop\n", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Recoverable, FindingCode.ProjectMismatch);
    }

    [Fact]
    public async Task Scan_ParentInterfaceMissing_IsRecoverableWithWarning()
    {
        _pool.Edit(Victim, file => file.Replace("      network: br0\n", "      nictype: bridged\n      parent: br9\n", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Recoverable, FindingCode.ParentInterfaceMissing);
    }

    [Fact]
    public async Task Scan_HostPathMissing_IsRecoverableWithWarning()
    {
        _pool.Edit(Victim, file => file.Replace("      pool: local\n      source: data1\n", "      source: /no/such/place\n", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Recoverable, FindingCode.DeviceHostPathMissing);
    }

    [Fact]
    public async Task Scan_UnknownKeyAndValueNotAccepted_AreRecoverableWithWarnings()
    {
        _pool.Edit(Victim, file => file.Replace("    limits.cpu: \"1\"\n    user.x: \"y\"\n    user.z", "    limits.memory: lots\n    no.such.key: x\n    user.z", StringComparison.Ordinal));
        var victim = await ScanAsync();
        AssertFound(victim, VolumeState.Recoverable, FindingCode.ConfigValueInvalid, FindingCode.ConfigKeyUnknown);
        Assert.Equal("limits.memory: lots", victim.Findings.Single(finding => finding.Code == FindingCode.ConfigValueInvalid).Raw);
    }

    [Fact]
    public async Task Scan_UnknownKeyOnNewerDaemon_IsNotJudged()
    {
        _pool.Host = _pool.Host with { Version = "7.0.2" };
        _pool.Edit(Victim, file => file.Replace("    limits.cpu: \"1\"\n", "    no.such.key: x\n", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Recoverable);
    }

    [Fact]
    public async Task Scan_SameUuidAndMac_AreNamedOnBoth()
    {
        _pool.AddContainer("twin", File.ReadAllText(_pool.BackupFileOf(Victim)).Replace("name: c5\n", "name: twin\n", StringComparison.Ordinal), ["snap0", "snap1"]);
        var inventory = await _pool.ScanAsync();
        AssertFound(Checked(inventory, Victim), VolumeState.Recoverable, FindingCode.UuidDuplicate, FindingCode.MacDuplicate);
        AssertFound(Checked(inventory, "twin"), VolumeState.Recoverable, FindingCode.UuidDuplicate, FindingCode.MacDuplicate);
    }

    [Fact]
    public async Task Scan_UuidOfARecordedInstance_IsNamed()
    {
        var uuid = BackupFileReader.Read(File.ReadAllBytes(_pool.BackupFileOf(Victim)), default).File!.Instance!.Config["volatile.uuid"];
        _pool.Contents = _pool.Contents with { Instances = [new InstanceRecord(1, "default", "old", false, uuid, [])] };
        AssertFound(await ScanAsync(), VolumeState.Recoverable, FindingCode.UuidDuplicate);
    }

    [Theory]
    [InlineData("aarch64", VolumeState.Recoverable, FindingCode.ArchitectureForeign)]
    [InlineData("z80", VolumeState.Broken, FindingCode.ArchitectureUnknown)]
    public async Task Scan_OtherArchitecture_IsNamed(string architecture, VolumeState state, FindingCode code)
    {
        _pool.Edit(Victim, file => file.Replace("  architecture: x86_64\n  config:\n    image", $"  architecture: {architecture}\n  config:\n    image", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), state, code);
    }

    [Fact]
    public async Task Scan_TypeSaysVirtualMachine_IsBroken()
    {
        _pool.Edit(Victim, file => file.Replace("  type: container\n  project", "  type: virtual-machine\n  project", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Broken, FindingCode.InstanceTypeMismatch);
    }

    [Theory]
    [InlineData(true, new FindingCode[0])]
    [InlineData(false, new[] { FindingCode.DiskImageMissing })]
    public async Task Scan_VirtualMachine_IsRecoverable(bool hasImage, FindingCode[] codes)
    {
        var file = File.ReadAllText(_pool.BackupFileOf(Victim))
            .Replace("type: container\n", "type: virtual-machine\n", StringComparison.Ordinal)
            .Replace("name: c5\n", "name: v1\n", StringComparison.Ordinal);
        var place = _pool.Add("virtual-machines", "v1", file, ["snap0", "snap1"]);
        File.Delete(_pool.BackupFileOf(Victim));
        if (hasImage)
        {
            File.WriteAllBytes(Path.Combine(place, "root.img"), new byte[512]);
        }

        AssertFound(await ScanAsync("v1"), VolumeState.Recoverable, codes);
        _pool.Host = _pool.Host with { SupportsVirtualMachines = false };
        AssertFound(await ScanAsync("v1"), VolumeState.Recoverable, [.. codes, FindingCode.VirtualMachinesUnsupported]);
    }

    [Fact]
    public async Task Scan_StrayFile_IsNamedAndBroken()
    {
        File.WriteAllText(Path.Combine(_pool.Root, "containers", "README"), "hello");
        AssertFound(await ScanAsync("README"), VolumeState.Broken, FindingCode.StrayEntry);
    }

    [Fact]
    public async Task Scan_StrayFileAmongSnapshots_LeavesTheInstanceRecoverable()
    {
        File.WriteAllText(Path.Combine(_pool.Root, "containers-snapshots", Victim, "README"), "hello");
        AssertFound(await ScanAsync(), VolumeState.Recoverable, FindingCode.StrayEntry);
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
        Record(_pool.Name, withInstance: false);
        AssertFound(await ScanAsync(), VolumeState.Question, FindingCode.VolumeAlreadyRecorded);
    }

    [Fact]
    public async Task Scan_BothRecorded_IsKnownWithoutFindings()
    {
        Record(_pool.Name, withInstance: true);
        File.Delete(_pool.BackupFileOf(Victim));
        AssertFound(await ScanAsync(), VolumeState.Known);
    }

    private void Record(string pool, bool withInstance) => _pool.Contents = _pool.Contents with
    {
        Volumes = [new VolumeRecord(1, pool, VolumeType.Container, "default", Victim, [])],
        Instances = withInstance ? [new InstanceRecord(1, "default", Victim, false, null, [])] : [],
    };

    private static string Between(string file, string start, string end, string replacement) =>
        file[..file.IndexOf(start, StringComparison.Ordinal)] + replacement + file[file.IndexOf(end, StringComparison.Ordinal)..];

    private void CutBefore(string section) => _pool.Edit(Victim, file => file[..(file.IndexOf(section, StringComparison.Ordinal) + 1)]);

    private async Task<ScannedVolume> ScanAsync(string name = Victim) => Checked(await _pool.ScanAsync(), name);

    /// <summary>The broken one; the others must be whole whatever is wrong with it.</summary>
    private static ScannedVolume Checked(Inventory inventory, string name)
    {
        foreach (var healthy in inventory.Volumes.Where(volume => Healthy.Contains(volume.Stored.StoredName)))
        {
            Assert.Equal(VolumeState.Recoverable, healthy.State);
            Assert.Empty(healthy.Findings);
        }

        Assert.Equal(Healthy.Length, inventory.Volumes.Count(volume => Healthy.Contains(volume.Stored.StoredName)));
        Assert.True(Assert.Single(inventory.Pools).Read);
        return inventory.Volumes.Single(volume => volume.Stored.StoredName == name);
    }

    private static void AssertFound(ScannedVolume volume, VolumeState state, params FindingCode[] codes)
    {
        Assert.Equal(codes, volume.Findings.Select(finding => finding.Code));
        Assert.Equal(state, volume.State);
    }
}
