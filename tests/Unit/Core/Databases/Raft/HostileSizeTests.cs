using System.Buffers.Binary;
using K4os.Hash.xxHash;
using Recover.Core.Databases.Raft;
using Recover.Core.Databases.Raft.Examination;
using Recover.Core.Databases.Raft.Layout;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Raft;

/// <summary>Files that claim more than there is, with right checksums: the check ends, allocates little, and does not call them healthy.</summary>
public sealed class HostileSizeTests
{
    private const ulong Huge = 1UL << 60;
    private const long MostAllocated = 48 << 20;

    private static readonly Dictionary<string, Action<DamagedDirectory>> Claims = new()
    {
        ["entries in a batch"] = directory => ChangeBatch(directory, (bytes, at) => BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at + 8), Huge)),
        ["payload of an entry"] = directory => ChangeBatch(directory, (bytes, at) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 28), 0xfffffff8)),
        ["pages in a transaction"] = directory => ChangeBatch(directory, (bytes, at) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 64), uint.MaxValue)),
        ["number of a page"] = directory => ChangeBatch(directory, (bytes, at) => BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at + 72), uint.MaxValue)),
        ["number of a page beyond all"] = directory => ChangeBatch(directory, (bytes, at) => BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at + 72), Huge)),
        ["main file of a snapshot"] = directory => ChangeSnapshot(directory, bytes => BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), Huge)),
        ["write-ahead log of a snapshot"] = directory => ChangeSnapshot(directory, bytes => BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(32), Huge)),
        ["pages of a snapshot"] = directory => ChangeSnapshot(directory, bytes => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(40 + 28), uint.MaxValue)),
        ["databases of a snapshot"] = directory => ChangeSnapshot(directory, bytes => BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), Huge)),
        ["configuration of a snapshot"] = directory =>
        {
            directory.Change($"{DamagedDirectory.Snapshot}.meta", bytes => BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), Huge));
            directory.RepairMeta(DamagedDirectory.Snapshot);
        },
        ["servers of a configuration"] = directory =>
        {
            directory.Change($"{DamagedDirectory.Snapshot}.meta", bytes => BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(33), Huge));
            directory.RepairMeta(DamagedDirectory.Snapshot);
        },
        ["packed snapshot"] = directory => directory.Write(DamagedDirectory.Snapshot, Frame()),
    };

    public static TheoryData<string> Names => [.. Claims.Keys];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Names))]
    public async Task Check_HugeClaim_EndsAllocatesLittleAndIsNotHealthy(string name)
    {
        await Task.CompletedTask;
        using var directory = new DamagedDirectory(DamagedDirectory.WithSnapshot);
        Claims[name](directory);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var check = DirectoryExamination.Check(directory.Database, directory.Work, use: null, TestContext.Current.CancellationToken);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        Assert.NotEqual(DatabaseCheckState.Healthy, check.State);
        Assert.Empty(Directory.GetFiles(directory.Work));
    }

    // The second batch of the last segment, with checksums that fit again as far as they can.
    private static void ChangeBatch(DamagedDirectory directory, Action<byte[], int> change)
    {
        var batches = directory.Batches(DamagedDirectory.Last);
        var (at, end) = (batches[1], batches[2]);
        directory.Change(DamagedDirectory.Last, bytes =>
        {
            change(bytes, at);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 4), RaftChecksum.Of(bytes.AsSpan((at + 32)..end)));
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), RaftChecksum.Of(bytes.AsSpan(at + 8, 24)));
        });
    }

    private static void ChangeSnapshot(DamagedDirectory directory, Action<byte[]> change) => directory.Change(DamagedDirectory.Snapshot, change);

    private static byte[] Frame()
    {
        byte[] descriptor = [0x68, 0x70, .. BitConverter.GetBytes(Huge)];
        return [0x04, 0x22, 0x4d, 0x18, .. descriptor, (byte)(XXH32.DigestOf(descriptor) >> 8), 8, 0, 0, 0x80, .. new byte[8], 0, 0, 0, 0];
    }
}
