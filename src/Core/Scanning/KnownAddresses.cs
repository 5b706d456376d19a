using System.Net;

namespace Recover.Core.Scanning;

/// <summary>Addresses that are known to have been in use in one network. Immutable.</summary>
/// <param name="Leased">From leases and host files of dnsmasq, which may be older than the network's last subnet.</param>
/// <param name="Fixed">That NICs have for good, which Incus only takes within the subnet.</param>
internal sealed record KnownAddresses(IReadOnlyCollection<IPAddress> Leased, IReadOnlyCollection<IPAddress> Fixed);
