using System.Buffers.Binary;
using K4os.Compression.LZ4;
using K4os.Hash.xxHash;
using Recover.Core.Databases.Raft;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Raft;

/// <summary>The kinds of damage to snapshots that the captured directories do not show.</summary>
public sealed class SnapshotDamageTests
{
    private const int Head = 40;
    private const int MainSize = 626_688;

    [Theory]
    [InlineData(0, DatabaseFindingCode.SnapshotFormat, DaemonReaction.Refuses)]
    [InlineData(Head, DatabaseFindingCode.SnapshotMagic, DaemonReaction.Refuses)]
    [InlineData(Head + MainSize + 5000, DatabaseFindingCode.SnapshotWal, DaemonReaction.Aborts)]
    public async Task Data_OneByteWrong_TheLogStandsIn(int offset, DatabaseFindingCode code, DaemonReaction reaction)
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        directory.Flip(DamagedDirectory.Snapshot, offset);

        var check = await directory.CheckAsync();

        Assert.Equal(reaction, Only(check, code).Reaction);
        Assert.Equal((1029L, 10L, null), (check.LastGoodIndex, check.Tables["profiles"], check.BaseSnapshot));
    }

    [Fact]
    public async Task Data_ChangedInsideAPage_IsNoticedByReplayingTheLog()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        var (page, offset) = PageOnlyInTheMainFile(directory.Read(DamagedDirectory.Snapshot));
        directory.Flip(DamagedDirectory.Snapshot, offset + 2000);

        var check = await directory.CheckAsync();

        var finding = Only(check, DatabaseFindingCode.SnapshotDiffers);
        Assert.Equal(DaemonReaction.ServesWrongData, finding.Reaction);
        Assert.Equal(["1", $"{page}"], finding.Arguments);
        Assert.Equal((1029L, 10L, null), (check.LastGoodIndex, check.Tables["profiles"], check.BaseSnapshot));
    }

    [Fact]
    public async Task TwoSnapshots_BothRight_AreProvedByTheLogBetween()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.TwoSnapshots);
        directory.RepairMeta(DamagedDirectory.NewerSnapshot);
        LeaveOnlyTheLogSince(directory, 1025);

        var check = await directory.CheckAsync();

        Assert.Equal((DatabaseCheckState.Healthy, 2054L, DamagedDirectory.NewerSnapshot), (check.State, check.LastGoodIndex, check.BaseSnapshot));
        Assert.Equal(12, check.Tables["profiles"]);
    }

    [Fact]
    public async Task TwoSnapshots_NewerChangedInAWrittenPage_TheOlderStandsIn()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.TwoSnapshots);
        directory.RepairMeta(DamagedDirectory.NewerSnapshot);
        LeaveOnlyTheLogSince(directory, 1025);

        // The last frame of its log: a page that was written shortly before.
        var size = directory.Read(DamagedDirectory.NewerSnapshot).Length;
        directory.Cut(DamagedDirectory.NewerSnapshot, size - 4120);
        directory.Change(DamagedDirectory.NewerSnapshot, bytes =>
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(32)) - 4120));

        var check = await directory.CheckAsync();

        Only(check, DatabaseFindingCode.SnapshotDiffers);
        Assert.Equal((2054L, DamagedDirectory.Snapshot, 12L), (check.LastGoodIndex, check.BaseSnapshot, check.Tables["profiles"]));
    }

    [Fact]
    public async Task Data_NothingToCompareWith_IsJudgedBySqlite()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        directory.DeleteAll(name => name.StartsWith("0000", StringComparison.Ordinal));
        var (_, offset) = PageOnlyInTheMainFile(directory.Read(DamagedDirectory.Snapshot));
        directory.Change(DamagedDirectory.Snapshot, bytes => bytes.AsSpan(offset, 4096).Fill(0xa5));

        var check = await directory.CheckAsync();

        Only(check, DatabaseFindingCode.SnapshotPage);
        Assert.Equal(DatabaseCheckState.Damaged, check.State);
        Assert.Equal(CandidateSource.Dump, check.Source);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".meta")]
    public async Task Pair_OneMissing_TheLogStandsIn(string missing)
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        directory.Delete(DamagedDirectory.Snapshot + missing);

        var check = await directory.CheckAsync();

        Assert.Equal(DaemonReaction.Starts, Only(check, DatabaseFindingCode.SnapshotOrphan).Reaction);
        Assert.Equal((1029L, null), (check.LastGoodIndex, check.BaseSnapshot));
    }

    [Fact]
    public async Task Meta_Cut_IsRefusedWithItsSize()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        directory.Cut($"{DamagedDirectory.Snapshot}.meta", 8);

        var check = await directory.CheckAsync();

        Assert.Equal(DaemonReaction.Refuses, Only(check, DatabaseFindingCode.MetaShort).Reaction);
        Assert.Equal(1029, check.LastGoodIndex);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(32)]
    [InlineData(Head + 28)]
    public async Task Data_SizeBeyondAnyFile_IsNotBelieved(int offset)
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        directory.Change(DamagedDirectory.Snapshot, bytes => bytes.AsSpan(offset, 4).Fill(0xff));

        var check = await directory.CheckAsync();

        Assert.Equal(DatabaseCheckState.Damaged, check.State);
        Assert.Equal((1029L, null), (check.LastGoodIndex, check.BaseSnapshot));
    }

    [Fact]
    public async Task Compressed_WithItsSize_IsRead()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        directory.Write(DamagedDirectory.Snapshot, Frame(directory.Read(DamagedDirectory.Snapshot), hasSize: true));

        var check = await directory.CheckAsync();

        Assert.Equal((DatabaseCheckState.Healthy, DamagedDirectory.Snapshot, 1029L), (check.State, check.BaseSnapshot, check.LastGoodIndex));
        Assert.Empty(Directory.GetFiles(directory.Work));
    }

    [Fact]
    public async Task Compressed_WithoutItsSize_HangsTheDaemon()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        directory.Write(DamagedDirectory.Snapshot, Frame(directory.Read(DamagedDirectory.Snapshot), hasSize: false));

        var check = await directory.CheckAsync();

        Assert.Equal(DaemonReaction.Hangs, Only(check, DatabaseFindingCode.SnapshotFrame).Reaction);
        Assert.Equal(1029, check.LastGoodIndex);
    }

    [Fact]
    public async Task Compressed_Damaged_IsAFinding()
    {
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        var frame = Frame(directory.Read(DamagedDirectory.Snapshot), hasSize: true);
        frame.AsSpan(1000, 500).Fill(0xff);
        directory.Write(DamagedDirectory.Snapshot, frame);

        var check = await directory.CheckAsync();

        Assert.Equal(DatabaseCheckState.Damaged, check.State);
        Assert.Equal(1029, check.LastGoodIndex);
        Assert.Empty(Directory.GetFiles(directory.Work));
    }

    private static DatabaseFinding Only(DatabaseCheck check, DatabaseFindingCode code) => Assert.Single(check.Findings, finding => finding.Code == code);

    // Segments behind the older snapshot, so that nothing reaches back to the first entry.
    private static void LeaveOnlyTheLogSince(DamagedDirectory directory, int first) => directory.DeleteAll(name =>
        name.StartsWith("0000", StringComparison.Ordinal) && int.Parse(name[17..]) < first);

    // A page of the main file that no frame of the log behind it stands for.
    private static (int Page, int Offset) PageOnlyInTheMainFile(byte[] snapshot)
    {
        var inLog = new HashSet<int>();
        for (var frame = Head + MainSize + 32; frame < snapshot.Length; frame += 4120)
        {
            inLog.Add(BinaryPrimitives.ReadInt32BigEndian(snapshot.AsSpan(frame)));
        }

        var page = Enumerable.Range(2, MainSize / 4096).Last(number => number <= MainSize / 4096 && !inLog.Contains(number));
        return (page, Head + ((page - 1) * 4096));
    }

    // An LZ4 frame of one block of at most 4 MiB, independent blocks, with or without the size of what is in it.
    private static byte[] Frame(byte[] content, bool hasSize)
    {
        var block = new byte[LZ4Codec.MaximumOutputSize(content.Length)];
        var length = LZ4Codec.Encode(content, block);
        var frame = new MemoryStream();
        using var to = new BinaryWriter(frame);
        to.Write(0x184D2204u);
        to.Write((byte)(0x60 | (hasSize ? 0x08 : 0)));
        to.Write((byte)0x70);
        if (hasSize)
        {
            to.Write((long)content.Length);
        }

        var descriptor = frame.ToArray()[4..];
        to.Write((byte)(XXH32.DigestOf(descriptor) >> 8));
        to.Write(length);
        to.Write(block, 0, length);
        to.Write(0);
        return frame.ToArray();
    }
}
