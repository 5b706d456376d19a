using System.Collections.Immutable;
using Recover.Core.Backups;

namespace Recover.Core.Dependencies;

/// <summary>The content of a project, profile or network, whichever it is of. Immutable.</summary>
public sealed record Definition
{
    public string Description { get; init; } = "";

    /// <summary>Networks only: <c>bridge</c>, <c>macvlan</c>, <c>sriov</c>, <c>ovn</c> or <c>physical</c>.</summary>
    public string? Type { get; init; }

    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;

    /// <summary>Profiles only.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices { get; init; } = ConfigMaps.NoDevices;
}
