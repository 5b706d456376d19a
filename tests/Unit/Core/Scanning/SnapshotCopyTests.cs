using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Xunit;

namespace Recover.Tests.Unit.Core.Scanning;

/// <summary>Instances whose own backup file can't be used, while a snapshot holds a copy of it.</summary>
public sealed class SnapshotCopyTests : DefectTest
{
    [Fact]
    public async Task Scan_EmptyFile_IsAskedAboutWithTheNewestCopy()
    {
        File.WriteAllText(Pool.BackupFileOf(Victim), "");
        File.SetLastWriteTimeUtc(CopyIn("snap1"), new DateTime(2026, 3, 1, 12, 30, 0, DateTimeKind.Utc));

        var victim = await ScanAsync();

        AssertFound(victim, VolumeState.Question, FindingCode.BackupFileEmpty, FindingCode.BackupFromSnapshot);
        Assert.Equal("snap1", victim.StandIn);
        Assert.Equal(["snap1", "2026-03-01 12:30"], victim.Findings[1].Arguments);
        Assert.Equal(Victim, victim.Backup!.Instance!.Name);
        Assert.True(VolumeQuestions.IsAsked(victim));
        Assert.False(VolumeQuestions.IsLikelyRight(victim));
    }

    [Theory]
    [InlineData("\nsnapshots:\n")]
    [InlineData("\nvolume:\n")]
    public async Task Scan_FileCutBeforeTheVolume_IsAskedAboutWithTheWholeCopy(string section)
    {
        Pool.Edit(Victim, file => file[..(file.IndexOf(section, StringComparison.Ordinal) + 1)]);

        var victim = await ScanAsync();

        AssertFound(victim, VolumeState.Question, FindingCode.BackupVolumeMissing, FindingCode.BackupFromSnapshot);
        Assert.NotNull(victim.Backup!.Volume);
    }

    [Fact]
    public async Task Scan_FileMissing_FindingsAreOnTheVolumeAndSayWhatTheCopyLacks()
    {
        File.Delete(Pool.BackupFileOf(Victim));
        Pool.AddContainer(Victim, File.ReadAllText(CopyIn("snap0")), ["later"]);
        File.Delete(Pool.BackupFileOf(Victim));
        File.Delete(CopyIn("later"));

        var victim = await ScanAsync();

        AssertFound(victim, VolumeState.Question, FindingCode.BackupFileMissing, FindingCode.BackupFromSnapshot, FindingCode.SnapshotMissingInFile);
        Assert.Equal("snap1", victim.StandIn);
    }

    [Fact]
    public async Task Scan_NewestCopyDamaged_TakesTheOneBefore()
    {
        File.WriteAllText(Pool.BackupFileOf(Victim), "");
        File.WriteAllBytes(CopyIn("snap1"), new byte[64]);
        Assert.Equal("snap0", (await ScanAsync()).StandIn);
    }

    [Theory]
    [InlineData("name: c5\n", "name: before\n")]
    [InlineData("  type: container\n", "  type: virtual-machine\n")]
    public async Task Scan_CopiesAboutAnotherInstance_AreNotOffered(string own, string other)
    {
        File.WriteAllText(Pool.BackupFileOf(Victim), "");
        foreach (var snapshot in (string[])["snap0", "snap1"])
        {
            var copy = File.ReadAllText(CopyIn(snapshot));
            Assert.Contains(own, copy, StringComparison.Ordinal);
            File.WriteAllText(CopyIn(snapshot), copy.Replace(own, other, StringComparison.Ordinal));
        }

        var victim = await ScanAsync();

        AssertFound(victim, VolumeState.Broken, FindingCode.BackupFileEmpty);
        Assert.Null(victim.StandIn);
        Assert.Null(victim.Backup);
    }

    [Fact]
    public async Task Scan_CopyThatCantRunHere_IsBroken()
    {
        File.WriteAllText(Pool.BackupFileOf(Victim), "");
        foreach (var snapshot in (string[])["snap0", "snap1"])
        {
            File.WriteAllText(CopyIn(snapshot), File.ReadAllText(CopyIn(snapshot)).Replace("architecture: x86_64", "architecture: z80", StringComparison.Ordinal));
        }

        Assert.Equal(VolumeState.Broken, (await ScanAsync()).State);
    }

    private string CopyIn(string snapshot) => Path.Combine(Pool.Root, "containers-snapshots", Victim, snapshot, "backup.yaml");
}
