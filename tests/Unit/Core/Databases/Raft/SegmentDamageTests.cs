using System.Buffers.Binary;
using Recover.Core.Databases.Raft;
using Recover.Core.Databases.Raft.Layout;
using Recover.Core.Findings;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Raft;

/// <summary>The kinds of damage to segments that the captured directories do not show.</summary>
public sealed class SegmentDamageTests
{
    private static string[] Opens { get; } = ["open-1", "open-2", "open-3"];

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
    public async Task Closed_LastWithoutItsLastEntry_IsReadToItsTrueEnd()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        directory.Cut(DamagedDirectory.Last, directory.Batches(DamagedDirectory.Last)[^2]);

        var check = await directory.CheckAsync();

        var finding = AssertFound(check, DatabaseFindingCode.EntryCount, DaemonReaction.SetsAside);
        Assert.Equal(["3", "4"], finding.Arguments);
        Assert.Equal(1028, check.LastGoodIndex);
    }

    [Fact]
    public async Task Closed_LastEmpty_IsSetAside()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        directory.Cut(DamagedDirectory.Last, 0);

        var check = await directory.CheckAsync();

        AssertFound(check, DatabaseFindingCode.Empty, DaemonReaction.SetsAside);
        Assert.Equal(1025, check.LastGoodIndex);
    }

    [Fact]
    public async Task Closed_LastCutInsideABatch_IsRefusedWithBothSizes()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        var batches = directory.Batches(DamagedDirectory.Last);
        directory.Cut(DamagedDirectory.Last, batches[^1] - 1000);

        var check = await directory.CheckAsync();

        var finding = AssertFound(check, DatabaseFindingCode.CutShort, DaemonReaction.Refuses);
        var size = batches[^1] - batches[^2] - 32;
        Assert.Equal(
            $"load closed segment {DamagedDirectory.Last}: entries batch 4 starting at byte {batches[^2]}: read data: short read: {size - 1000} bytes instead of {size}",
            finding.DaemonText);
        Assert.Equal(1028, check.LastGoodIndex);
    }

    [Fact]
    public async Task Closed_MiddleOneDamaged_IsRefusedAndSalvaged()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.Flip("0000000000000019-0000000000000043", directory.Batches("0000000000000019-0000000000000043")[1] + 64);

        var check = await directory.CheckAsync();

        var finding = AssertFound(check, DatabaseFindingCode.DataChecksum, DaemonReaction.Refuses);
        Assert.EndsWith("data checksum mismatch", finding.DaemonText, StringComparison.Ordinal);
        Assert.Equal(19, check.LastGoodIndex);
        Assert.Equal((52L, 7L), (Salvage(check).LastIndex, Salvage(check).Tables["profiles"]));
    }

    [Fact]
    public async Task Closed_HeaderDamaged_GoesOnWithTheNextIntactBatch()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        directory.Flip(DamagedDirectory.Last, directory.Batches(DamagedDirectory.Last)[1] + 20);

        var check = await directory.CheckAsync();

        AssertFound(check, DatabaseFindingCode.HeaderChecksum, DaemonReaction.SetsAside);
        Assert.Equal(1026, check.LastGoodIndex);
        Assert.Equal(1029, Salvage(check).LastIndex);
    }

    [Fact]
    public async Task Closed_BeforeTheSnapshotMissing_LosesNothing()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        directory.Delete("0000000000000019-0000000000000043");

        var check = await directory.CheckAsync();

        var finding = AssertFound(check, DatabaseFindingCode.Gap, DaemonReaction.Starts);
        Assert.Equal(["19", "43"], finding.Arguments);
        Assert.Equal((1029L, 10L), (check.LastGoodIndex, check.Tables["profiles"]));
    }

    [Fact]
    public async Task Closed_MissingWithoutSnapshot_EndsBeforeTheGap()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.Delete("0000000000000019-0000000000000043");

        var check = await directory.CheckAsync();

        var finding = AssertFound(check, DatabaseFindingCode.Gap, DaemonReaction.Refuses);
        Assert.Equal($"unexpected closed segment {DamagedDirectory.LastOfShort}: first index should have been 19", finding.DaemonText);
        AssertFound(check, DatabaseFindingCode.Missing, DaemonReaction.Refuses);
        Assert.Equal(18, check.LastGoodIndex);
        Assert.DoesNotContain(check.Candidates, candidate => candidate.Source == CandidateSource.Salvage);
    }

    [Fact]
    public async Task Closed_FirstMissing_IsKnownAnyway()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.Delete(DamagedDirectory.First);

        var check = await directory.CheckAsync();

        var finding = AssertFound(check, DatabaseFindingCode.BootstrapLost, DaemonReaction.Refuses);
        Assert.Equal($"unexpected closed segment {DamagedDirectory.Second}: first index should have been 1", finding.DaemonText);
        Assert.Single(check.Findings);
        Assert.Equal((52L, 7L), (check.LastGoodIndex, check.Tables["profiles"]));
    }

    [Fact]
    public async Task Closed_AllMissing_SnapshotIsWhatIsThere()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        directory.DeleteAll(name => name.StartsWith("0000", StringComparison.Ordinal));

        var check = await directory.CheckAsync();

        Assert.Equal(DatabaseCheckState.Healthy, check.State);
        Assert.Equal((1024L, 1L, DamagedDirectory.Snapshot), (check.LastGoodIndex, check.LastTerm, check.BaseSnapshot));
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

    [Fact]
    public async Task Closed_CopyUnderOverlappingName_IsDamage()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.Copy(DamagedDirectory.LastOfShort, "0000000000000045-0000000000000053");

        var check = await directory.CheckAsync();

        AssertFound(check, DatabaseFindingCode.Overlap, DaemonReaction.MayStart);
    }

    [Fact]
    public async Task Closed_SeveralEntriesInABatch_AreRead()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.Write(DamagedDirectory.LastOfShort, OneBatch(directory.Read(DamagedDirectory.LastOfShort), directory.Batches(DamagedDirectory.LastOfShort)));

        var check = await directory.CheckAsync();

        Assert.Equal(DatabaseCheckState.Healthy, check.State);
        Assert.Equal((52L, 7L), (check.LastGoodIndex, check.Tables["profiles"]));
    }

    [Fact]
    public async Task Closed_HeaderThatClaimsPetabytes_IsCutShortWithoutTakingMemory()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        const int Entries = 262_144;
        var segment = new byte[8 + 16 + (16 * Entries) + 64];
        segment[0] = 1;
        BinaryPrimitives.WriteInt64LittleEndian(segment.AsSpan(16), Entries);
        for (var i = 0; i < Entries; i++)
        {
            segment[24 + (16 * i)] = 1;
            segment[32 + (16 * i)] = 1;
            BinaryPrimitives.WriteUInt32LittleEndian(segment.AsSpan(36 + (16 * i)), 0xfffffff8);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(segment.AsSpan(8), RaftChecksum.Of(segment.AsSpan(16, 8 + (16 * Entries))));
        directory.Write(DamagedDirectory.LastOfShort, segment);
        var before = GC.GetTotalAllocatedBytes();

        var check = await directory.CheckAsync();

        AssertFound(check, DatabaseFindingCode.CutShort, DaemonReaction.Refuses);
        Assert.Equal(43, check.LastGoodIndex);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 256 << 20);
    }

    private static DatabaseCandidate Salvage(DatabaseCheck check) => check.Candidates.Single(candidate => candidate.Source == CandidateSource.Salvage);

    private static (long? First, long? Last) Range(DatabaseCheck check, string name) =>
        check.Files.Where(file => file.Name == name).Select(file => (file.FirstIndex, file.LastIndex)).Single();

    private static DatabaseFinding AssertFound(DatabaseCheck check, DatabaseFindingCode code, DaemonReaction reaction)
    {
        Assert.Equal(DatabaseCheckState.Damaged, check.State);
        var finding = Assert.Single(check.Findings, finding => finding.Code == code);
        Assert.Equal(reaction, finding.Reaction);
        return finding;
    }

    // Moves what follows a number of batches from the first open segment to the second.
    private static void SplitOpen(DamagedDirectory directory, int batches)
    {
        var offsets = directory.Batches(Opens[0]);
        var first = directory.Read(Opens[0]);
        var second = new byte[first.Length];
        second[0] = 1;
        first.AsSpan(offsets[batches]..offsets[^1]).CopyTo(second.AsSpan(8));
        first.AsSpan(offsets[batches]).Clear();
        directory.Write(Opens[0], first);
        directory.Write(Opens[1], second);
    }

    private static byte[] OneBatch(byte[] segment, List<int> offsets)
    {
        var count = offsets.Count - 1;
        var header = new byte[8 + (16 * count)];
        BinaryPrimitives.WriteInt64LittleEndian(header, count);
        var data = new MemoryStream();
        for (var i = 0; i < count; i++)
        {
            segment.AsSpan(offsets[i] + 16, 16).CopyTo(header.AsSpan(8 + (16 * i)));
            data.Write(segment.AsSpan(offsets[i] + 32, offsets[i + 1] - offsets[i] - 32));
        }

        var result = new byte[16 + header.Length + data.Length];
        result[0] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(8), RaftChecksum.Of(header));
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(12), RaftChecksum.Of(data.ToArray()));
        header.CopyTo(result.AsSpan(16));
        data.ToArray().CopyTo(result.AsSpan(16 + header.Length));
        return result;
    }
}
