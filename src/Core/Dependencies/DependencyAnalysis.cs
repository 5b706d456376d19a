using System.Collections.Immutable;
using Recover.Core.Scanning;

namespace Recover.Core.Dependencies;

/// <summary>What the instances of an inventory need and do not find. Immutable.</summary>
public sealed record DependencyAnalysis
{
    /// <summary>The inventory with the states and findings of volumes that need something missing brought up to date.</summary>
    public required Inventory Inventory { get; init; }

    /// <summary>Everything missing or different, all at once: projects, profiles, networks, pools, volumes; each by project and name.</summary>
    public required ImmutableArray<MissingObject> Questions { get; init; }
}
