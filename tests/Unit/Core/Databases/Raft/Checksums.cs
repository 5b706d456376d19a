using System.Buffers.Binary;
using Recover.Core.Databases.Raft.Layout;

namespace Recover.Tests.Unit.Core.Databases.Raft;

/// <summary>Makes a changed batch of one entry fit its checksums again.</summary>
internal static class Checksums
{
    public static void Repair(byte[] segment, int batch, int end)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(segment.AsSpan(batch), RaftChecksum.Of(segment.AsSpan(batch + 8, 24)));
        BinaryPrimitives.WriteUInt32LittleEndian(segment.AsSpan(batch + 4), RaftChecksum.Of(segment.AsSpan(batch + 32, end - batch - 32)));
    }
}
