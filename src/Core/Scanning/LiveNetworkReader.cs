using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Recover.Core.Commands;

namespace Recover.Core.Scanning;

/// <summary>Asks the kernel, through <c>ip</c> and <c>nft</c>, what is left of networks; a missing or failing tool means nothing is. Thread-safe.</summary>
internal sealed class LiveNetworkReader(ICommandRunner commands)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>The bridges of the host, by name.</summary>
    public async Task<ImmutableSortedDictionary<string, LiveInterface>> ReadBridgesAsync(CancellationToken cancellationToken)
    {
        using var answer = await AskAsync("ip", ["-json", "-details", "address", "show"], cancellationToken).ConfigureAwait(false);
        return answer?.RootElement is { ValueKind: JsonValueKind.Array } links
            ? ReadBridges([.. links.EnumerateArray().Where(link => link.ValueKind == JsonValueKind.Object)])
            : ImmutableSortedDictionary<string, LiveInterface>.Empty;
    }

    /// <summary>What Incus' own firewall table says.</summary>
    public async Task<LiveFirewall> ReadFirewallAsync(CancellationToken cancellationToken)
    {
        using var answer = await AskAsync("nft", ["-j", "list", "table", "inet", "incus"], cancellationToken).ConfigureAwait(false);
        return answer is not null && Member(answer.RootElement, "nftables") is { ValueKind: JsonValueKind.Array } objects
            ? ReadFirewall([.. objects.EnumerateArray()])
            : LiveFirewall.Nothing;
    }

    private static ImmutableSortedDictionary<string, LiveInterface> ReadBridges(JsonElement[] links)
    {
        var bridges = ImmutableSortedDictionary.CreateBuilder<string, LiveInterface>(StringComparer.Ordinal);
        foreach (var link in links.Where(link => Kind(link) == "bridge" && Text(link, "ifname").Length > 0))
        {
            var name = Text(link, "ifname");
            bridges[name] = new LiveInterface
            {
                Name = name,
                Mtu = Number(link, "mtu"),
                Addresses = [.. AddressesOf(link)],
                HostPorts = [.. links.Where(port => Text(port, "master") == name && IsHostPort(port, name)).Select(port => Text(port, "ifname"))],
            };
        }

        return bridges.ToImmutable();
    }

    // Instances hang on by veth pairs and tap devices, tunnels are made by Incus itself, and NAME-mtu is its way to hold the MTU.
    private static bool IsHostPort(JsonElement port, string bridge) =>
        Kind(port) is not ("veth" or "tun" or "vxlan" or "gretap") && Text(port, "ifname") != $"{bridge}-mtu";

    private static IEnumerable<(IPAddress Address, int PrefixLength)> AddressesOf(JsonElement link)
    {
        if (Member(link, "addr_info") is not { ValueKind: JsonValueKind.Array } addresses)
        {
            yield break;
        }

        foreach (var entry in addresses.EnumerateArray())
        {
            if (Text(entry, "scope") == "global" && IPAddress.TryParse(Text(entry, "local"), out var address) && Number(entry, "prefixlen") is > 0 and <= 128 and var length)
            {
                yield return (address, length);
            }
        }
    }

    private static LiveFirewall ReadFirewall(JsonElement[] objects)
    {
        var seen = ImmutableHashSet.CreateBuilder<string>();
        var translated4 = ImmutableHashSet.CreateBuilder<string>();
        var translated6 = ImmutableHashSet.CreateBuilder<string>();
        foreach (var entry in objects)
        {
            if (Member(entry, "chain") is { } chain && Text(chain, "name").Split('.', 2) is [_, var network])
            {
                seen.Add(network);
            }

            // pstrt.NETWORK exists only while addresses are translated; one masquerade rule a family.
            if (Member(entry, "rule") is { } rule && Text(rule, "chain").Split('.', 2) is ["pstrt", var source])
            {
                var text = rule.GetRawText();
                (text.Contains("\"ip6\"", StringComparison.Ordinal) ? translated6 : translated4).Add(source);
            }
        }

        return new LiveFirewall(seen.ToImmutable(), translated4.ToImmutable(), translated6.ToImmutable());
    }

    private async Task<JsonDocument?> AskAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            var result = await commands.RunAsync(CommandSpec.Of(program, arguments) with { Timeout = Timeout }, cancellationToken).ConfigureAwait(false);
            return result.Succeeded ? JsonDocument.Parse(result.Output) : null;
        }
        catch (Exception exception) when (exception is CommandFailedException or JsonException)
        {
            return null;
        }
    }

    private static string Kind(JsonElement link) => Member(link, "linkinfo") is { } info ? Text(info, "info_kind") : "";

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    private static string Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } member ? member.GetString()! : "";

    private static int Number(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt32(out var number) ? number : 0;
}
