using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace Recover.Core.Scanning;

/// <summary>Arithmetic on the subnet of a network, of which only some addresses are known. Thread-safe.</summary>
internal static class Subnets
{
    private const int UsualLength4 = 24;
    private const int UsualLength6 = 64;
    private const int ShortestLength4 = 8;

    /// <summary>
    /// The prefix length of the subnet of an address. Exact when a DHCP range is the whole subnet as Incus gives it out by default (from the third
    /// address to the last but one) and no fixed address lies beside it; otherwise the usual length, or shorter where a known address lies outside of it.
    /// </summary>
    public static (int Length, bool IsExact) Deduce(IPAddress address, IReadOnlyList<DhcpRange> ranges, KnownAddresses known)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return (UsualLength6, false);
        }

        for (var length = 30; length >= ShortestLength4; length--)
        {
            if (ranges is [var only] && IsWhole(only, address, length) && Near(address, known.Fixed).All(other => Contains(address, length, other)))
            {
                return (length, true);
            }
        }

        var others = Near(address, [.. ranges.SelectMany(range => new[] { range.First, range.Last ?? range.First }), .. known.Leased, .. known.Fixed]).ToArray();
        var guess = UsualLength4;
        while (guess > ShortestLength4 && others.Any(other => !Contains(address, guess, other)))
        {
            guess--;
        }

        return (guess, false);
    }

    /// <summary>True when a range is all that Incus gives out by default in the subnet of an address.</summary>
    public static bool IsWhole(DhcpRange range, IPAddress address, int length)
    {
        if (range.Last is null || range.Last.AddressFamily != address.AddressFamily || range.First.AddressFamily != address.AddressFamily)
        {
            return false;
        }

        var size = BigInteger.One << (Bits(address) - length);
        var network = Number(address) / size * size;
        var beforeLast = address.AddressFamily == AddressFamily.InterNetwork ? 2 : 1;
        return Number(range.First) == network + 2 && Number(range.Last) == network + size - beforeLast;
    }

    /// <summary>True when an address lies in the subnet of another.</summary>
    public static bool Contains(IPAddress subnet, int length, IPAddress address)
    {
        var size = BigInteger.One << (Bits(subnet) - length);
        return subnet.AddressFamily == address.AddressFamily && Number(subnet) / size == Number(address) / size;
    }

    /// <summary>True for addresses that are not routed on the internet.</summary>
    public static bool IsPrivate(IPAddress address) => address.GetAddressBytes() switch
    {
        [10, _, _, _] or [172, >= 16 and <= 31, _, _] or [192, 168, _, _] => true,
        [0xfc or 0xfd, .., _] and { Length: 16 } => true,
        _ => false,
    };

    // What lies in no possible subnet of the address says nothing about it.
    private static IEnumerable<IPAddress> Near(IPAddress address, IEnumerable<IPAddress> others) =>
        others.Where(other => Contains(address, ShortestLength4, other));

    private static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    private static BigInteger Number(IPAddress address) => new(address.GetAddressBytes(), isUnsigned: true, isBigEndian: true);
}
