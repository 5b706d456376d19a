using Recover.Core.Findings;
using Recover.Core.Scanning;
using Xunit;

namespace Recover.Tests.Unit.Core.Scanning;

/// <summary>Snapshots that only the file or only the disk has.</summary>
public sealed class SnapshotDefectTests : DefectTest
{
    [Fact]
    public async Task Scan_SnapshotSectionEmptied_TakesSnapshotsFromTheirOwnCopies()
    {
        Pool.Edit(Victim, file => Between(file, "\nsnapshots:\n", "pool:\n", "\nsnapshots: []\n"));
        var victim = await ScanAsync();
        AssertFound(victim, VolumeState.Recoverable, FindingCode.SnapshotMissingInFile, FindingCode.SnapshotMissingInFile);
        Assert.Equal(["snap0", "snap1"], victim.SnapshotBackups.Keys);
        Assert.Equal("c5", victim.SnapshotBackups["snap0"].Instance!.Name);
    }

    [Fact]
    public async Task Scan_SnapshotMissingOnDisk_IsRecoverable()
    {
        Directory.Delete(Path.Combine(Pool.Root, "containers-snapshots", Victim, "snap1"), recursive: true);
        var victim = await ScanAsync();
        AssertFound(victim, VolumeState.Recoverable, FindingCode.SnapshotMissingOnDisk);
        Assert.Equal(["snap1"], victim.Findings[0].Arguments);
    }

    [Fact]
    public async Task Scan_SnapshotMissingInFile_IsRecoverableWithItsOwnCopy()
    {
        Pool.AddContainer(Victim, File.ReadAllText(Pool.BackupFileOf(Victim)), ["extra"]);
        var victim = await ScanAsync();
        AssertFound(victim, VolumeState.Recoverable, FindingCode.SnapshotMissingInFile);
        Assert.Equal(["extra"], victim.SnapshotBackups.Keys);
    }

    [Fact]
    public async Task Scan_SnapshotTwiceInFile_IsBroken()
    {
        Pool.Edit(Victim, file => file.Replace("  name: snap1\n  profiles:", "  name: snap0\n  profiles:", StringComparison.Ordinal));
        var victim = await ScanAsync();
        Assert.Equal(VolumeState.Broken, victim.State);
        Assert.Contains(victim.Findings, finding => finding.Code == FindingCode.BackupFileDamaged && finding.Raw == ScanTexts.SnapshotTwice("snap0"));
    }

    [Fact]
    public async Task Scan_StrayFileAmongSnapshots_LeavesTheInstanceRecoverable()
    {
        File.WriteAllText(Path.Combine(Pool.Root, "containers-snapshots", Victim, "README"), "hello");
        AssertFound(await ScanAsync(), VolumeState.Recoverable, FindingCode.StrayEntry);
    }

    private static string Between(string file, string start, string end, string replacement) =>
        file[..file.IndexOf(start, StringComparison.Ordinal)] + replacement + file[file.IndexOf(end, StringComparison.Ordinal)..];
}
