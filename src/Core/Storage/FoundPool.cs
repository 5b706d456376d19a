using System.Collections.Immutable;
using Recover.Core.Findings;

namespace Recover.Core.Storage;

/// <summary>A pool that a driver found on the host. Immutable.</summary>
public sealed record FoundPool
{
    /// <summary>Everything filled in, as far as the storage tells, ready to be opened.</summary>
    public required PoolDefinition Definition { get; init; }

    /// <summary>Block device or file it was found on, of several the first; null when it was found as a directory or by name.</summary>
    public string? Device { get; init; }

    /// <summary>Size in bytes; null when unknown.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>What finding it told of what is on it; null when it has to be opened for a glance.</summary>
    public PoolLook? Look { get; init; }

    /// <summary>Where it is mounted, when <see cref="Look"/> told without opening it; null when nowhere.</summary>
    public string? MountedAt { get; init; }

    /// <summary>What is wrong with the storage: missing devices, errors it counts itself.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];
}
