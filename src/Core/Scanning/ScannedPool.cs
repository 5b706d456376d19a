using System.Collections.Immutable;
using Recover.Core.Findings;
using Recover.Core.Storage;

namespace Recover.Core.Scanning;

/// <summary>A pool after the scan. Immutable.</summary>
public sealed record ScannedPool
{
    public required PoolDefinition Definition { get; init; }

    /// <summary>False when it could not be opened or listed to the end.</summary>
    public required bool Read { get; init; }

    public ImmutableArray<Finding> Findings { get; init; } = [];
}
