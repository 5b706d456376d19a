using System.Collections.Immutable;
using Recover.Core.Readiness.Resources;

namespace Recover.Core.Readiness;

/// <summary>What instances find when they start: this host, and the networks, pools and volumes that the database will have. Thread-safe.</summary>
internal sealed class StartSurroundings
{
    private readonly ILookup<(string Project, string Network, string Address), string> _owners;
    private readonly ILookup<(string Network, string Address), string> _cards;

    /// <param name="host">This host.</param>
    /// <param name="instances">All that will be there.</param>
    public StartSurroundings(HostResources host, IReadOnlyCollection<StartingInstance> instances)
    {
        Host = host;
        _owners = instances
            .SelectMany(instance => StaticAddress.Of(instance).Select(address => (address, instance.Label)))
            .ToLookup(pair => (pair.address.NetworkProject, pair.address.Network, pair.address.Text), pair => pair.Label);
        _cards = instances
            .SelectMany(instance => HardwareAddress.Of(instance).Select(address => (address, instance.Label)))
            .ToLookup(pair => (pair.address.Network, pair.address.Text), pair => pair.Label);
    }

    public HostResources Host { get; }

    /// <summary>Networks by project and name.</summary>
    public required ImmutableDictionary<(string Project, string Name), StartNetwork> Networks { get; init; }

    /// <summary>Drivers of pools by name.</summary>
    public required ImmutableDictionary<string, string> Pools { get; init; }

    /// <summary>Custom volumes.</summary>
    public required ImmutableHashSet<(string Pool, string Project, string Name)> Volumes { get; init; }

    /// <summary>Other instances with the same address on the same network.</summary>
    public IEnumerable<string> Others(StaticAddress address, string label) =>
        Others(_owners[(address.NetworkProject, address.Network, address.Text)], label);

    /// <summary>Other instances with the same hardware address on the same network.</summary>
    public IEnumerable<string> Others(HardwareAddress address, string label) => Others(_cards[(address.Network, address.Text)], label);

    private static IEnumerable<string> Others(IEnumerable<string> owners, string label) =>
        owners.Where(owner => owner != label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
