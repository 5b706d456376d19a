using System.Collections.Immutable;
using Recover.Core.Findings;

namespace Recover.Core.Storage;

/// <summary>A pool that discovery offers, with what it saw there. Immutable.</summary>
public sealed record PoolCandidate
{
    /// <summary>Everything filled in, ready to be scanned.</summary>
    public required PoolDefinition Definition { get; init; }

    /// <summary>Absolute path it is mounted or readable at now; null when it must be mounted to be read.</summary>
    public string? MountedAt { get; init; }

    /// <summary>Size of the file system or loop file in bytes; null when unknown.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Entries that look like volumes, counted without reading them; null when not mounted.</summary>
    public int? VolumeHint { get; init; }

    /// <summary>Latest change seen at its top, UTC; null when unknown.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Whether it is chosen unless the operator says otherwise: it looks like an Incus pool.</summary>
    public bool Suggested { get; init; }

    /// <summary>Findings about the pool as a whole.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>What is to be known about each of the chosen pools beside their contents, by name: warnings, nothing that stands in the way of reading them.</summary>
    public static ImmutableDictionary<string, ImmutableArray<Finding>> WarningsOf(IEnumerable<PoolCandidate> found, IEnumerable<PoolDefinition> chosen) =>
        chosen.DistinctBy(pool => pool.Name, StringComparer.Ordinal).ToImmutableDictionary(
            pool => pool.Name,
            pool => found.Where(candidate => candidate.Definition.Name == pool.Name && candidate.Definition.Driver == pool.Driver && candidate.Definition.Source == pool.Source)
                .SelectMany(candidate => candidate.Findings)
                .Where(finding => finding.Severity == FindingSeverity.Warning)
                .ToImmutableArray(),
            StringComparer.Ordinal);

    /// <summary>The same candidate with warnings about the same pool that it lacks.</summary>
    public PoolCandidate WithWarnings(ImmutableArray<Finding> others) => this with
    {
        Findings =
        [
            .. Findings,
            .. others.Where(other => other.Severity < FindingSeverity.Error
                && !Findings.Any(known => known.Code == other.Code && known.Arguments.SequenceEqual(other.Arguments))),
        ],
    };
}
