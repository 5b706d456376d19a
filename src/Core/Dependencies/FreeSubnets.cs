using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Recover.Core.Backups;
using Recover.Core.Scanning;

namespace Recover.Core.Dependencies;

/// <summary>Subnets for networks of which nothing is left: that of the fixed addresses of their NICs, or a private one that nothing here uses.</summary>
internal sealed class FreeSubnets(Inventory inventory)
{
    private readonly HashSet<string> _used =
    [
        .. inventory.Database.Contents.Networks.Select(network => network.Config)
            .Concat(inventory.Networks.Select(network => network.Config))
            .Select(config => config.GetValueOrDefault("ipv4.address", "").Split('/')[0])
            .Select(address => IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetwork ? First24(parsed) : ""),
    ];

    /// <summary>The configuration of a bridge; <c>IsKnown</c> is false when its subnet had to be picked.</summary>
    public (ImmutableSortedDictionary<string, string> Config, bool IsKnown) Deduce(
        string name, ImmutableArray<ImmutableSortedDictionary<string, string>> nics)
    {
        var fixed4 = AddressesOf(nics, "ipv4.address", AddressFamily.InterNetwork);
        var fixed6 = AddressesOf(nics, "ipv6.address", AddressFamily.InterNetworkV6);
        var config = ConfigMaps.Empty
            .Add("ipv4.address", Gateway4(fixed4.Length > 0 ? First24(fixed4[0]) : Pick(name), fixed4))
            .Add("ipv4.nat", "true")
            .Add("ipv6.address", fixed6.Length > 0 ? Gateway6(fixed6[0]) : "none");
        return (fixed6.Length > 0 ? config.Add("ipv6.nat", "true") : config, fixed4.Length > 0);
    }

    private static IPAddress[] AddressesOf(ImmutableArray<ImmutableSortedDictionary<string, string>> nics, string key, AddressFamily family) =>
    [
        .. nics.Select(nic => IPAddress.TryParse(nic.GetValueOrDefault(key), out var address) ? address : null)
            .OfType<IPAddress>()
            .Where(address => address.AddressFamily == family)
            .OrderBy(address => Convert.ToHexString(address.GetAddressBytes()), StringComparer.Ordinal),
    ];

    private static string First24(IPAddress address) => string.Join('.', address.GetAddressBytes().Take(3));

    // The first address is the usual one of the bridge; a NIC that has it itself leaves the last.
    private static string Gateway4(string subnet, IPAddress[] taken)
    {
        var length = 24;
        while (length > 8 && taken.Any(address => !Subnets.Contains(IPAddress.Parse($"{subnet}.1"), length, address)))
        {
            length--;
        }

        var first = taken.Any(address => address.ToString() == $"{subnet}.1") ? $"{subnet}.254" : $"{subnet}.1";
        return $"{first}/{length}";
    }

    private static string Gateway6(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        bytes[15] = 1;
        return $"{new IPAddress(bytes)}/64";
    }

    // The same name gets the same subnet in every scan.
    private string Pick(string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        for (var step = 0; ; step++)
        {
            var subnet = $"10.{hash[0]}.{(byte)(hash[1] + step)}";
            if (step > byte.MaxValue || _used.Add(subnet))
            {
                return subnet;
            }
        }
    }
}
