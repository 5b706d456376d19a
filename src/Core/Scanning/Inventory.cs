using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Scanning.Mismatches;

namespace Recover.Core.Scanning;

/// <summary>Everything a look told: host, database, pools, volumes, leftovers. What a plan is built from. Immutable.</summary>
public sealed record Inventory
{
    public required HostSurvey Host { get; init; }
    public required DatabaseReading Database { get; init; }
    public ImmutableArray<ScannedPool> Pools { get; init; } = [];
    public ImmutableArray<ScannedVolume> Volumes { get; init; } = [];
    public ImmutableArray<NetworkLeftover> Networks { get; init; } = [];
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>What of the database does not go together with the disk or with itself; none of a look that left something out on purpose.</summary>
    public ImmutableArray<Mismatch> Mismatches { get; init; } = [];

    /// <summary>When the scan ended, UTC.</summary>
    public required DateTimeOffset ScannedAt { get; init; }
}
