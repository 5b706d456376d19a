using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage;

namespace Recover.Core.Scanning;

/// <summary>What to scan. Immutable.</summary>
public sealed record ScanRequest
{
    public required HostSurvey Host { get; init; }
    public required DatabaseReading Database { get; init; }

    /// <summary>The pools to read, names unique.</summary>
    public required ImmutableArray<PoolDefinition> Pools { get; init; }

    /// <summary>What is known of pools already, by their names.</summary>
    public ImmutableDictionary<string, ImmutableArray<Finding>> PoolFindings { get; init; } = ImmutableDictionary<string, ImmutableArray<Finding>>.Empty;

    /// <summary><c>project/name</c> of the only volumes wanted, the custom volumes that named instances attach besides; empty means all.</summary>
    public ImmutableSortedSet<string> Only { get; init; } = [];

    /// <summary><c>project/name</c> of volumes to leave out, attached or not.</summary>
    public ImmutableSortedSet<string> Skip { get; init; } = [];

    /// <summary>True to look as if the host had been started anew: what only the kernel and running programs know of networks does not count.</summary>
    public bool AfterRestart { get; init; }

    /// <summary>True when nothing is left out on purpose, so that what is not found is not there.</summary>
    public bool IsWhole => Only.IsEmpty && Skip.IsEmpty;
}
