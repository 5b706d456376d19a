using System.Net;
using Recover.Core.Findings;

namespace Recover.Core.Readiness.Checks;

/// <summary>Fixed addresses: inside the subnet of their bridge, and nobody else's. Others make the daemon refuse the start (seen with Incus 6.0.4).</summary>
internal sealed class AddressCheck : IStartCheck
{
    public IEnumerable<Finding> Check(StartingInstance instance, StartSurroundings surroundings)
    {
        foreach (var address in StaticAddress.Of(instance))
        {
            if (!surroundings.Networks.TryGetValue((address.NetworkProject, address.Network), out var network) || network.Type is not ("bridge" or "ovn"))
            {
                continue;
            }

            var others = surroundings.Others(address, instance.Label).ToArray();
            if (others.Length > 0)
            {
                yield return Finding.Of(FindingCode.AddressTaken, address.Device, address.Text, string.Join(", ", others.Take(5)));
            }

            if (Own(network, address.Key) is not { } own)
            {
                continue;
            }

            if (own.Address.Equals(address.Value))
            {
                yield return Finding.Of(FindingCode.AddressTaken, address.Device, address.Text, address.Network);
            }
            else if (!new IPNetwork(Start(own.Address, own.Length), own.Length).Contains(address.Value))
            {
                yield return Finding.Of(FindingCode.AddressOutside, address.Device, address.Text, $"{address.Network} ({own.Address}/{own.Length})");
            }
        }
    }

    private static (IPAddress Address, int Length)? Own(StartNetwork network, string key) =>
        network.Config.GetValueOrDefault(key)?.Split('/') is [var text, var length]
        && IPAddress.TryParse(text, out var address)
        && int.TryParse(length, out var bits)
        && bits >= 0 && bits <= address.GetAddressBytes().Length * 8
            ? (address, bits)
            : null;

    /// <summary>The address with the bits behind the prefix cleared.</summary>
    private static IPAddress Start(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }
}
