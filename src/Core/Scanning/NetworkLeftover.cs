using System.Collections.Immutable;
using Recover.Core.Backups;

namespace Recover.Core.Scanning;

/// <summary>What is left of a network under <c>networks/</c> and in the kernel, read without following links. Immutable.</summary>
public sealed record NetworkLeftover
{
    /// <summary>The network's name; for bridges also the interface's.</summary>
    public required string Name { get; init; }

    /// <summary>True when a directory <c>networks/NAME</c> exists.</summary>
    public bool HasDirectory { get; init; }

    /// <summary>True when an interface of that name is up on the host.</summary>
    public bool HasInterface { get; init; }

    /// <summary>Config keys deduced, such as <c>ipv4.address</c>, <c>ipv4.dhcp.ranges</c>, <c>ipv4.nat</c>, <c>dns.domain</c>, <c>raw.dnsmasq</c>, <c>bridge.mtu</c>.</summary>
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;

    /// <summary>For each deduced key the place it was read from.</summary>
    public ImmutableSortedDictionary<string, string> Sources { get; init; } = ConfigMaps.Empty;
}
