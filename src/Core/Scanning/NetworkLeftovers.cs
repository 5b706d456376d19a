using System.Collections.Immutable;
using System.Net;
using System.Text;
using Recover.Core.Backups;
using Recover.Core.Commands;
using Recover.Core.Hosts;
using Recover.Core.Storage;

namespace Recover.Core.Scanning;

/// <summary>
/// Reads what networks left behind when the database was lost: the files below <c>networks/</c>, the kernel's interfaces and Incus' firewall
/// table. Every part may be missing. Looks and never writes; thread-safe.
/// </summary>
public sealed class NetworkLeftovers(ICommandRunner commands)
{
    private const int MaximumNetworks = 1000;
    private const int MaximumHostFiles = 5000;
    private const int MaximumFileBytes = 1024 * 1024;

    private readonly LiveNetworkReader _live = new(commands);

    /// <summary>Every network with a directory, and every bridge of the host, sorted by name.</summary>
    /// <param name="host">The host.</param>
    /// <param name="fixedAddresses">Addresses that NICs have for good, by the name of the network.</param>
    /// <param name="filesOnly">True to leave out what the kernel and running programs know.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<ImmutableArray<NetworkLeftover>> ReadAsync(
        HostSurvey host, ILookup<string, IPAddress> fixedAddresses, bool filesOnly, CancellationToken cancellationToken)
    {
        var bridges = filesOnly ? ImmutableSortedDictionary<string, LiveInterface>.Empty : await _live.ReadBridgesAsync(cancellationToken).ConfigureAwait(false);
        var firewall = filesOnly ? LiveFirewall.Nothing : await _live.ReadFirewallAsync(cancellationToken).ConfigureAwait(false);
        var directories = NamesOf(host.Directory.Networks, MaximumNetworks);
        var leftovers = ImmutableArray.CreateBuilder<NetworkLeftover>();
        foreach (var name in directories.Union(bridges.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            leftovers.Add(Read(host, name, directories.Contains(name), filesOnly, bridges.GetValueOrDefault(name), firewall, fixedAddresses[name]));
        }

        return leftovers.ToImmutable();
    }

    private static NetworkLeftover Read(
        HostSurvey host, string name, bool hasDirectory, bool filesOnly, LiveInterface? live, LiveFirewall firewall, IEnumerable<IPAddress> fixedAddresses)
    {
        var root = host.Directory.Networks;
        var arguments = hasDirectory && !filesOnly ? ProcessFile.ReadArguments(ReadFile(root, $"{name}/dnsmasq.pid")) : null;
        var deduction = new NetworkDeduction(arguments is { } known ? DnsmasqArguments.Read(known) : null, live, firewall, name);
        var (config, sources) = deduction.Deduce(
            hasDirectory ? Encoding.UTF8.GetString(ReadFile(root, $"{name}/dnsmasq.raw")) : "",
            new KnownAddresses(hasDirectory ? Leased(root, name) : [], [.. fixedAddresses]));
        return new NetworkLeftover
        {
            Name = name,
            HasDirectory = hasDirectory,
            HasInterface = live is not null || (!filesOnly && host.Interfaces.Contains(name)),
            Config = config,
            Sources = sources,
        };
    }

    /// <summary>Addresses of leases (third word of a line) and of static hosts (between the commas).</summary>
    private static HashSet<IPAddress> Leased(string root, string name)
    {
        var leases = Encoding.UTF8.GetString(ReadFile(root, $"{name}/dnsmasq.leases")).Split('\n').Select(line => line.Split(' ').ElementAtOrDefault(2));
        var hosts = NamesOf(Path.Combine(root, name, "dnsmasq.hosts"), MaximumHostFiles)
            .SelectMany(file => Encoding.UTF8.GetString(ReadFile(root, $"{name}/dnsmasq.hosts/{file}")).Split(',', '\n'));
        return [.. leases.Concat(hosts).Select(text => IPAddress.TryParse(text, out var address) ? address : null).OfType<IPAddress>()];
    }

    private static ImmutableArray<string> NamesOf(string directory, int limit)
    {
        try
        {
            return new DirectoryInfo(directory) is { Exists: true, LinkTarget: null } place
                ? [.. place.EnumerateFileSystemInfos().Where(entry => entry.LinkTarget is null).Select(entry => entry.Name).Take(limit).Order(StringComparer.Ordinal)]
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static byte[] ReadFile(string root, string path) => SafeFile.Read(root, path, MaximumFileBytes).Bytes;
}
