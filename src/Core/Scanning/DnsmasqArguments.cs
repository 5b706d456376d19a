using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Recover.Core.Scanning;

/// <summary>What the command line of a network's dnsmasq tells of the network, as Incus 6.0.4 builds it. Immutable.</summary>
internal sealed record DnsmasqArguments
{
    public ImmutableArray<IPAddress> ListenAddresses { get; init; } = [];
    public ImmutableArray<DhcpRange> Ranges { get; init; } = [];

    /// <summary>Argument of <c>-s</c>; null when there is none.</summary>
    public string? Domain { get; init; }

    /// <summary>Values of <c>--dhcp-option-force</c> by option number.</summary>
    public ImmutableDictionary<string, string> Options { get; init; } = ImmutableDictionary<string, string>.Empty;

    public static DnsmasqArguments Read(ImmutableArray<string> arguments)
    {
        var addresses = ImmutableArray.CreateBuilder<IPAddress>();
        var ranges = ImmutableArray.CreateBuilder<DhcpRange>();
        var options = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        string? domain = null;
        for (var index = 0; index < arguments.Length; index++)
        {
            var (name, value) = Split(arguments[index]);
            value ??= name is "--dhcp-range" or "--listen-address" or "--dhcp-option-force" or "-s" && index + 1 < arguments.Length
                ? arguments[++index]
                : "";
            switch (name)
            {
                case "--listen-address" when IPAddress.TryParse(value, out var address):
                    addresses.Add(address);
                    break;
                case "--dhcp-range" when ReadRange(value) is { } range:
                    ranges.Add(range);
                    break;
                case "--dhcp-option-force" when value.Split(',', 2) is [var number, var setting]:
                    options[number] = setting;
                    break;
                case "-s":
                    domain = value;
                    break;
                default:
                    break;
            }
        }

        return new DnsmasqArguments
        {
            ListenAddresses = addresses.ToImmutable(),
            Ranges = ranges.ToImmutable(),
            Options = options.ToImmutable(),
            Domain = domain,
        };
    }

    public IPAddress? Listen(AddressFamily family) => ListenAddresses.FirstOrDefault(address => address.AddressFamily == family);

    public IEnumerable<DhcpRange> RangesOf(AddressFamily family) => Ranges.Where(range => range.First.AddressFamily == family);

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=') : -1;
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static DhcpRange? ReadRange(string text) => text.Split(',') switch
    {
        [var first, var last, _, var lease] when IPAddress.TryParse(first, out var from) && IPAddress.TryParse(last, out var to) => new(from, to, lease),
        [var first, var last, var lease] when IPAddress.TryParse(first, out var from) && IPAddress.TryParse(last, out var to) => new(from, to, lease),
        [var first, ..] when IPAddress.TryParse(first, out var from) => new(from, null, ""),
        _ => null,
    };
}
