using System.Net;

namespace Recover.Core.Scanning;

/// <summary>One <c>--dhcp-range</c> of a network's dnsmasq. Immutable.</summary>
/// <param name="First">First address.</param>
/// <param name="Last">Last address; null when the range is made from the interface's own.</param>
/// <param name="Lease">How long a lease lasts, as written.</param>
internal sealed record DhcpRange(IPAddress First, IPAddress? Last, string Lease);
