using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>
/// The configuration in an entry or a snapshot: format 1 (1 byte), number of servers (8), then id (8), address (NUL at its end) and role (1) of each,
/// little endian, unaligned, zeros up to a multiple of 8.
/// </summary>
internal static class RaftConfiguration
{
    private const int MostServers = 1000;

    /// <summary>Its servers; null when it is not a configuration.</summary>
    public static ImmutableArray<RaftServer>? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 9 || bytes[0] != 1 || BinaryPrimitives.ReadUInt64LittleEndian(bytes[1..]) is not (<= MostServers and var count))
        {
            return null;
        }

        var servers = ImmutableArray.CreateBuilder<RaftServer>((int)count);
        var rest = bytes[9..];
        while (servers.Count < (int)count)
        {
            var end = rest.Length > 8 ? rest[8..].IndexOf((byte)0) : -1;
            if (end < 0 || rest.Length < end + 10 || rest[end + 9] > (byte)RaftRole.Spare)
            {
                return null;
            }

            servers.Add(new RaftServer(
                BinaryPrimitives.ReadInt64LittleEndian(rest), Encoding.UTF8.GetString(rest.Slice(8, end)), (RaftRole)rest[end + 9]));
            rest = rest[(end + 10)..];
        }

        return servers.MoveToImmutable();
    }
}
