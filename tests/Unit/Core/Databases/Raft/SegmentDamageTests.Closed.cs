using System.Buffers.Binary;
using Recover.Core.Databases.Raft;
using Recover.Core.Databases.Raft.Layout;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Raft;

public sealed partial class SegmentDamageTests
{
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
    public async Task Closed_CopyUnderOverlappingName_IsDamage()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithoutSnapshot);
        directory.Copy(DamagedDirectory.LastOfShort, "0000000000000045-0000000000000053");

        var check = await directory.CheckAsync();

        AssertFound(check, DatabaseFindingCode.Overlap, DaemonReaction.Refuses);
    }

    [Theory]
    [InlineData(DamagedDirectory.Second, "0000000000000003-0000000000000019", DaemonReaction.Starts)]
    [InlineData(DamagedDirectory.Last, "0000000000001027-0000000000001030", DaemonReaction.Refuses)]
    public async Task Closed_OverlapBesideASnapshot_StartsOnlyBeforeIt(string name, string copy, DaemonReaction reaction)
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        directory.Copy(name, copy);

        var check = await directory.CheckAsync();

        Assert.NotEqual(DatabaseCheckState.Healthy, check.State);
        Assert.All(check.Findings.Where(finding => finding.Code == DatabaseFindingCode.Overlap), finding => Assert.Equal(reaction, finding.Reaction));
        Assert.Contains(check.Findings, finding => finding.Code == DatabaseFindingCode.Overlap);
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
}
