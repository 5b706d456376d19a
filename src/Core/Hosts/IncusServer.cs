using System.Collections.Immutable;

namespace Recover.Core.Hosts;

/// <summary>What a daemon says of itself. Immutable.</summary>
public sealed record IncusServer
{
    /// <summary>Its version, such as <c>6.0.4</c>.</summary>
    public string Version { get; init; } = "";

    /// <summary>True when it is a member of a cluster.</summary>
    public bool Clustered { get; init; }

    /// <summary>The member's name; <c>none</c> or the host's name outside a cluster.</summary>
    public string Name { get; init; } = "";

    /// <summary>Architectures it can run instances of, its own first.</summary>
    public ImmutableArray<string> Architectures { get; init; } = [];

    /// <summary>Instance drivers that work here, joined by <c> | </c>: <c>lxc</c>, <c>qemu</c>.</summary>
    public string Driver { get; init; } = "";
}
