using System.Buffers.Binary;
using Recover.Core.Databases.Raft;
using Recover.Core.Databases.Raft.Layout;
using Xunit;

namespace Recover.Tests.Unit.Core.Databases.Raft;

/// <summary>The kinds of damage to segments that the captured directories do not show.</summary>
public sealed partial class SegmentDamageTests
{
    private static string[] Opens { get; } = ["open-1", "open-2", "open-3"];

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
