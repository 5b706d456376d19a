using System.Collections.Immutable;

namespace Recover.Core.Hosts;

/// <summary>An instance as the daemon shows it. Immutable.</summary>
public sealed record IncusInstance
{
    public required string Project { get; init; }
    public required string Name { get; init; }

    /// <summary><c>container</c> or <c>virtual-machine</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Such as <c>Running</c>, <c>Stopped</c> or <c>Error</c>.</summary>
    public string Status { get; init; } = "";

    public string Description { get; init; } = "";
    public string Architecture { get; init; } = "";
    public bool Ephemeral { get; init; }
    public bool Stateful { get; init; }

    /// <summary>UTC; null when the daemon has none.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Profile names in the order in which they apply.</summary>
    public ImmutableArray<string> Profiles { get; init; } = [];

    /// <summary>Its own config, without that of its profiles.</summary>
    public required ImmutableSortedDictionary<string, string> Config { get; init; }

    /// <summary>Its own devices.</summary>
    public required ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices { get; init; }

    /// <summary>Its devices with those of its profiles.</summary>
    public required ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> ExpandedDevices { get; init; }

    /// <summary>Its snapshots; empty when they were not asked for.</summary>
    public ImmutableArray<IncusSnapshot> Snapshots { get; init; } = [];
}
