using Recover.Core.Databases.Raft;
using Recover.Core.Findings;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Raft;

public sealed partial class SegmentDamageTests
{
    [Fact]
    public async Task Open_FirstOfTwoUsedDamaged_LosesAndMixes()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.Killed);
        SplitOpen(directory, 40);
        directory.Flip(DamagedDirectory.Open, directory.Batches(DamagedDirectory.Open)[10] + 100);

        var check = await directory.CheckAsync();

        AssertFound(check, DatabaseFindingCode.DataChecksum, DaemonReaction.LosesAndMixes);
        Assert.Equal(62, check.LastGoodIndex);
        Assert.Equal(82, Salvage(check).Tables["profiles"]);
        Assert.Equal(135, Salvage(check).LastIndex);
    }

    [Fact]
    public async Task Open_TwoUsed_AreReadOneAfterTheOther()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.Killed);
        SplitOpen(directory, 40);

        var check = await directory.CheckAsync();

        Assert.Equal(DatabaseCheckState.Healthy, check.State);
        Assert.Equal(135, check.LastGoodIndex);
        Assert.Equal((53L, 92L), Range(check, "open-1"));
        Assert.Equal((93L, 135L), Range(check, "open-2"));
        Assert.Equal(82, check.Tables["profiles"]);
    }

    [Fact]
    public async Task Open_CutAtABatch_IsNoticedByItsSize()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.Killed);
        directory.Cut(DamagedDirectory.Open, directory.Batches(DamagedDirectory.Open)[60]);

        var check = await directory.CheckAsync();

        AssertFound(check, DatabaseFindingCode.OpenSize, DaemonReaction.StartsWithout);
        Assert.Equal(112, check.LastGoodIndex);
    }

    [Fact]
    public async Task Open_ZerosAheadCut_LosesNothing()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.Killed);
        directory.Cut(DamagedDirectory.Open, directory.Batches(DamagedDirectory.Open)[^1] + 4096);

        var check = await directory.CheckAsync();

        Assert.Equal(DatabaseCheckState.Healthy, check.State);
        Assert.Equal(FindingSeverity.Warning, Assert.Single(check.Findings).Severity);
        Assert.Equal(135, check.LastGoodIndex);
    }

    [Fact]
    public async Task Open_SevenBytes_AreRefused()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.Killed);
        directory.Cut(DamagedDirectory.Open, 7);

        var check = await directory.CheckAsync();

        var finding = AssertFound(check, DatabaseFindingCode.TooShort, DaemonReaction.Refuses);
        Assert.Contains("load open segment open-1: file has only 7 bytes", finding.DaemonBehaviour, StringComparison.Ordinal);
        Assert.Equal(52, check.LastGoodIndex);
    }

    [Fact]
    public async Task Open_Empty_HasNoEntries()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.Killed);
        directory.Cut(DamagedDirectory.Open, 0);

        var check = await directory.CheckAsync();

        Assert.Equal(DatabaseCheckState.Healthy, check.State);
        Assert.Equal(52, check.LastGoodIndex);
        Assert.Equal(CheckedFileState.Unused, check.Files.Single(file => file.Name == "open-1").State);
    }

    [Fact]
    public async Task Open_WrongFormat_IsSetAsideAndCanBeSalvaged()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.Killed);
        directory.Flip(DamagedDirectory.Open, 0);

        var check = await directory.CheckAsync();

        AssertFound(check, DatabaseFindingCode.Format, DaemonReaction.SetsAside);
        Assert.Equal(52, check.LastGoodIndex);
        Assert.Equal(82, Salvage(check).Tables["profiles"]);
    }

    [Fact]
    public async Task Open_HeaderOfABatchZeroed_IsDamageAlthoughTheDaemonSeesTheEnd()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.Killed);
        directory.Zero(DamagedDirectory.Open, directory.Batches(DamagedDirectory.Open)[41], 32);

        var check = await directory.CheckAsync();

        AssertFound(check, DatabaseFindingCode.HeaderChecksum, DaemonReaction.LosesRest);
        Assert.Equal(93, check.LastGoodIndex);
        Assert.Equal(82, Salvage(check).Tables["profiles"]);
        Assert.False(check.TornTail);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(4096)]
    public async Task Open_LastWriteWithoutItsEnd_IsTornAndHealthy(int lost)
    {
        using var directory = new DamagedDirectory(DamagedDirectory.Killed);
        directory.Zero(DamagedDirectory.Open, directory.Batches(DamagedDirectory.Open)[^1] - lost, lost);

        var check = await directory.CheckAsync();

        Assert.Equal(DatabaseCheckState.Healthy, check.State);
        Assert.True(check.TornTail);
        Assert.Equal(DaemonReaction.DropsTail, Assert.Single(check.Findings).Reaction);
        Assert.Equal(134, check.LastGoodIndex);
    }

    [Fact]
    public async Task Open_OneByteOfTheLastWriteWrong_IsDamage()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.Killed);
        directory.Flip(DamagedDirectory.Open, directory.Batches(DamagedDirectory.Open)[^2] + 500);

        var check = await directory.CheckAsync();

        AssertFound(check, DatabaseFindingCode.DataChecksum, DaemonReaction.LosesRest);
        Assert.False(check.TornTail);
        Assert.Equal(134, check.LastGoodIndex);
    }

    [Fact]
    public async Task Open_ZerosInTheUnusedTail_AreHealthy()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.Killed);
        directory.Zero(DamagedDirectory.Open, directory.Batches(DamagedDirectory.Open)[^1] + 100_000, 1_000_000);

        var check = await directory.CheckAsync();

        Assert.Equal(DatabaseCheckState.Healthy, check.State);
        Assert.Empty(check.Findings);
    }

    [Fact]
    public async Task Open_BehindAMissingSegmentBeforeTheSnapshot_HasNoPlace()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        using var killed = new DamagedDirectory(DamagedDirectory.Killed);
        directory.Delete(DamagedDirectory.Last);
        directory.Delete("0000000000000735-0000000000001025");
        directory.Write(DamagedDirectory.Open, killed.Read(DamagedDirectory.Open));

        var check = await directory.CheckAsync();

        AssertFound(check, DatabaseFindingCode.OpenBehindSnapshot, DaemonReaction.LosesRest);
        Assert.Equal(1024, check.LastGoodIndex);
    }
}
