using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Recover.Core.Backups;

namespace Recover.Core.Scanning;

/// <summary>
/// Works out a bridge's configuration from what it left behind. Keys that Incus would set anyway are left out. Used for one network, once.
/// </summary>
internal sealed class NetworkDeduction(DnsmasqArguments? dnsmasq, LiveInterface? live, LiveFirewall firewall, string name)
{
    private const int UsualMtu = 1500;
    private const string UsualLease = "1h";
    private const string UsualDomain = "incus";

    private readonly ImmutableSortedDictionary<string, string>.Builder _config = ConfigMaps.Empty.ToBuilder();
    private readonly ImmutableSortedDictionary<string, string>.Builder _sources = ConfigMaps.Empty.ToBuilder();

    /// <summary>The configuration and, for each key, where it was read from.</summary>
    /// <param name="rawDnsmasq">Content of <c>dnsmasq.raw</c>.</param>
    /// <param name="known">Addresses that were in use in the network.</param>
    public (ImmutableSortedDictionary<string, string> Config, ImmutableSortedDictionary<string, string> Sources) Deduce(
        string rawDnsmasq, KnownAddresses known)
    {
        if (dnsmasq is not null || live is not null)
        {
            DeduceFamily(AddressFamily.InterNetwork, "ipv4", known);
            DeduceFamily(AddressFamily.InterNetworkV6, "ipv6", known);
        }

        DeduceDns(rawDnsmasq);
        DeduceLink();
        return (_config.ToImmutable(), _sources.ToImmutable());
    }

    private void DeduceFamily(AddressFamily family, string prefix, KnownAddresses known)
    {
        var held = live?.Addresses.Where(entry => entry.Address.AddressFamily == family).ToArray() ?? [];
        var listen = dnsmasq?.Listen(family);
        if (listen is null && held.Length == 0)
        {
            Set($"{prefix}.address", "none", dnsmasq is not null ? ScanTexts.FromDnsmasq : ScanTexts.FromInterface);
            return;
        }

        var ranges = dnsmasq?.RangesOf(family).ToArray() ?? [];
        var length = DeduceAddress(prefix, listen, held, ranges, known);
        DeduceDhcp(family, prefix, listen, length, ranges);
        DeduceNat(family, prefix, listen ?? held[0].Address);
    }

    private int DeduceAddress(
        string prefix,
        IPAddress? listen,
        (IPAddress Address, int PrefixLength)[] held,
        DhcpRange[] ranges,
        KnownAddresses known)
    {
        var match = held.FirstOrDefault(entry => listen is null || entry.Address.Equals(listen));
        if (match.Address is not null)
        {
            Set($"{prefix}.address", $"{match.Address}/{match.PrefixLength}", ScanTexts.FromInterface);
            return match.PrefixLength;
        }

        var (length, isExact) = Subnets.Deduce(listen ?? held[0].Address, ranges, known);
        Set($"{prefix}.address", $"{listen ?? held[0].Address}/{length}", isExact ? ScanTexts.FromDhcpRange : ScanTexts.SubnetGuessed(length));
        return length;
    }

    private void DeduceDhcp(AddressFamily family, string prefix, IPAddress? listen, int length, DhcpRange[] ranges)
    {
        if (dnsmasq is null || listen is null)
        {
            return;
        }

        if (ranges.Length == 0)
        {
            Set($"{prefix}.dhcp", "false", ScanTexts.FromDnsmasq);
            return;
        }

        var full = ranges.Where(range => range.Last is not null).ToArray();
        if (family == AddressFamily.InterNetworkV6 && full.Length > 0)
        {
            Set($"{prefix}.dhcp.stateful", "true", ScanTexts.FromDnsmasq);
        }

        if (full.Length > 0 && (full.Length > 1 || !Subnets.IsWhole(full[0], listen, length)))
        {
            Set($"{prefix}.dhcp.ranges", string.Join(',', full.Select(range => $"{range.First}-{range.Last}")), ScanTexts.FromDnsmasq);
        }

        if (full.FirstOrDefault()?.Lease is { Length: > 0 } lease && lease != UsualLease)
        {
            Set($"{prefix}.dhcp.expiry", lease, ScanTexts.FromDnsmasq);
        }
    }

    private void DeduceNat(AddressFamily family, string prefix, IPAddress address)
    {
        if ((family == AddressFamily.InterNetwork ? firewall.Translated4 : firewall.Translated6).Contains(name))
        {
            Set($"{prefix}.nat", "true", ScanTexts.FromFirewall);
        }
        else if (!firewall.Seen.Contains(name) && Subnets.IsPrivate(address))
        {
            // After a restart of the host the firewall is empty, and without translation a private network reaches nothing.
            Set($"{prefix}.nat", "true", ScanTexts.UsualForPrivate);
        }
    }

    private void DeduceDns(string rawDnsmasq)
    {
        if (dnsmasq is not null)
        {
            if (dnsmasq.Domain is null)
            {
                Set("dns.mode", "none", ScanTexts.FromDnsmasq);
            }
            else if (dnsmasq.Domain.Length > 0 && dnsmasq.Domain != UsualDomain)
            {
                Set("dns.domain", dnsmasq.Domain, ScanTexts.FromDnsmasq);
            }

            SetOption("3", "ipv4.dhcp.gateway");
            SetOption("119", "dns.search");
        }

        var raw = rawDnsmasq.EndsWith('\n') ? rawDnsmasq[..^1] : rawDnsmasq;
        if (raw.Trim().Length > 0)
        {
            Set("raw.dnsmasq", raw, ScanTexts.FromRawFile);
        }
    }

    private void DeduceLink()
    {
        // The kernel may have lowered or raised the bridge's own MTU with its ports; what dnsmasq hands out is what was set.
        SetOption("26", "bridge.mtu");
        if (live is { Mtu: > 0 and not UsualMtu } && !_config.ContainsKey("bridge.mtu"))
        {
            Set("bridge.mtu", live.Mtu.ToString(CultureInfo.InvariantCulture), ScanTexts.FromInterface);
        }

        if (live is { HostPorts.IsEmpty: false })
        {
            Set("bridge.external_interfaces", string.Join(',', live.HostPorts), ScanTexts.FromInterface);
        }
    }

    private void SetOption(string number, string key)
    {
        if (dnsmasq is not null && dnsmasq.Options.TryGetValue(number, out var value))
        {
            Set(key, value, ScanTexts.FromDnsmasq);
        }
    }

    private void Set(string key, string value, string source)
    {
        _config[key] = value;
        _sources[key] = source;
    }
}
