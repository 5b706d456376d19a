using System.Collections.Immutable;

namespace Recover.Core.Scanning;

/// <summary>What the firewall table of Incus shows of networks now. Immutable.</summary>
/// <param name="Seen">Networks that have any chain in it.</param>
/// <param name="Translated4">Networks whose IPv4 addresses are translated.</param>
/// <param name="Translated6">Networks whose IPv6 addresses are translated.</param>
internal sealed record LiveFirewall(ImmutableHashSet<string> Seen, ImmutableHashSet<string> Translated4, ImmutableHashSet<string> Translated6)
{
    public static LiveFirewall Nothing { get; } = new([], [], []);
}
