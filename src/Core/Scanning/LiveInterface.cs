using System.Collections.Immutable;
using System.Net;

namespace Recover.Core.Scanning;

/// <summary>A bridge that the kernel has now. Immutable.</summary>
internal sealed record LiveInterface
{
    public required string Name { get; init; }

    /// <summary>Bytes; 0 when not told.</summary>
    public int Mtu { get; init; }

    /// <summary>Its addresses with their prefix lengths, link-local ones left out.</summary>
    public ImmutableArray<(IPAddress Address, int PrefixLength)> Addresses { get; init; } = [];

    /// <summary>Interfaces of the host that are part of it, those of instances left out.</summary>
    public ImmutableArray<string> HostPorts { get; init; } = [];
}
