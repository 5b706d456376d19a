using System.Net;

namespace Recover.Core.Scanning;

/// <summary>Addresses that NICs of instances have for good; Incus only takes such that lie in the subnet of their network. Thread-safe.</summary>
internal static class FixedAddresses
{
    private static readonly string[] Keys = ["ipv4.address", "ipv6.address"];

    /// <summary>The addresses by the name of the network.</summary>
    public static ILookup<string, IPAddress> Of(IEnumerable<ScannedVolume> volumes) => volumes
        .SelectMany(volume => volume.Backup?.Instance?.AllDevices.Values ?? [])
        .Where(device => device.GetValueOrDefault("type") == "nic" && device.GetValueOrDefault("network") is { Length: > 0 })
        .SelectMany(device => Keys.Select(key => (
            Network: device["network"],
            Address: IPAddress.TryParse(device.GetValueOrDefault(key), out var address) ? address : null)))
        .Where(fixedOne => fixedOne.Address is not null)
        .ToLookup(fixedOne => fixedOne.Network, fixedOne => fixedOne.Address!, StringComparer.Ordinal);
}
