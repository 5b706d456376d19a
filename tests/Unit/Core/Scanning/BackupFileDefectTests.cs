using Recover.Core.Backups;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Xunit;

namespace Recover.Tests.Unit.Core.Scanning;

/// <summary>What is wrong with the backup file itself, where no snapshot holds a copy: cut, empty, damaged, of another kind.</summary>
public sealed class BackupFileDefectTests : DefectTest
{
    public BackupFileDefectTests() => Pool.LoseCopies(Victim);

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
        var bytes = File.ReadAllBytes(Pool.BackupFileOf(Victim));
        File.WriteAllBytes(Pool.BackupFileOf(Victim), bytes[..(bytes.Length * 4 / 10)]);
        AssertFound(await ScanAsync(), VolumeState.Broken, FindingCode.BackupFileCut, FindingCode.BackupVolumeMissing);
    }

    [Fact]
    public async Task Scan_FileCutBeforeTheName_IsNotSaidToHaveAnother()
    {
        Pool.Edit(Victim, file => file[..file.IndexOf("\n  devices:", StringComparison.Ordinal)]);
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

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    public async Task Scan_EmptyFile_IsBroken(string content)
    {
        File.WriteAllText(Pool.BackupFileOf(Victim), content);
        AssertFound(await ScanAsync(), VolumeState.Broken, FindingCode.BackupFileEmpty);
    }

    [Fact]
    public async Task Scan_FileOfZeros_IsBrokenWithTheRawError()
    {
        File.WriteAllBytes(Pool.BackupFileOf(Victim), new byte[4096]);
        var victim = await ScanAsync();
        AssertFound(victim, VolumeState.Broken, FindingCode.BackupFileDamaged);
        Assert.Equal(BackupTexts.ControlCharacter(0, 0), victim.Findings[0].Raw);
    }

    [Fact]
    public async Task Scan_UnknownField_IsRecoverable()
    {
        Pool.Edit(Victim, file => file.Replace("container:\n", "container:\n  future: [1]\n", StringComparison.Ordinal));
        AssertFound(await ScanAsync(), VolumeState.Recoverable, FindingCode.BackupFieldUnknown);
    }

    [Fact]
    public async Task Scan_FileMissing_IsBroken()
    {
        File.Delete(Pool.BackupFileOf(Victim));
        AssertFound(await ScanAsync(), VolumeState.Broken, FindingCode.BackupFileMissing);
    }

    [Fact]
    public async Task Scan_FileIsDirectory_IsBroken()
    {
        File.Delete(Pool.BackupFileOf(Victim));
        Directory.CreateDirectory(Pool.BackupFileOf(Victim));
        AssertFound(await ScanAsync(), VolumeState.Broken, FindingCode.BackupFileUnfit);
    }

    [Fact]
    public async Task Scan_FileIsLink_IsBrokenAndNotFollowed()
    {
        File.Delete(Pool.BackupFileOf(Victim));
        File.CreateSymbolicLink(Pool.BackupFileOf(Victim), Pool.BackupFileOf("c1"));
        var victim = await ScanAsync();
        AssertFound(victim, VolumeState.Broken, FindingCode.BackupFileUnfit);
        Assert.Null(victim.Backup);
    }

    [Fact]
    public async Task Scan_EmptyDirectory_IsBroken()
    {
        Pool.Add("containers", "stray", file: null, []);
        AssertFound(await ScanAsync("stray"), VolumeState.Broken, FindingCode.BackupFileMissing);
    }

    [Fact]
    public async Task Scan_StrayFile_IsNamedAndBroken()
    {
        File.WriteAllText(Path.Combine(Pool.Root, "containers", "README"), "hello");
        AssertFound(await ScanAsync("README"), VolumeState.Broken, FindingCode.StrayEntry);
    }

    private void CutBefore(string section) => Pool.Edit(Victim, file => file[..(file.IndexOf(section, StringComparison.Ordinal) + 1)]);
}
