using System.Net;

namespace Recover.Core.Readiness;

/// <summary>An address that a network card asks for on a managed network. Immutable.</summary>
/// <param name="Device">The card.</param>
/// <param name="NetworkProject">Project of the network.</param>
/// <param name="Network">The network.</param>
/// <param name="Key"><c>ipv4.address</c> or <c>ipv6.address</c>, in the card as in the network.</param>
/// <param name="Value">The address.</param>
internal sealed record StaticAddress(string Device, string NetworkProject, string Network, string Key, IPAddress Value)
{
    /// <summary>The address in its usual writing, so that two writings of one are equal.</summary>
    public string Text { get; } = Value.ToString();

    /// <summary>Those of an instance; what is no address is left to the daemon.</summary>
    public static IEnumerable<StaticAddress> Of(StartingInstance instance)
    {
        foreach (var (name, device) in instance.DevicesOf("nic"))
        {
            if (device.GetValueOrDefault("network") is not { Length: > 0 } network)
            {
                continue;
            }

            foreach (var key in (string[])["ipv4.address", "ipv6.address"])
            {
                if (IPAddress.TryParse(device.GetValueOrDefault(key), out var address))
                {
                    yield return new StaticAddress(name, instance.NetworkProject, network, key, address);
                }
            }
        }
    }
}
