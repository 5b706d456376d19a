using System.Collections.Immutable;
using Recover.Core.Backups;

namespace Recover.Core.Storage;

/// <summary>A pool to look at: known, found or typed. Immutable.</summary>
public sealed record PoolDefinition
{
    /// <summary>The pool's name, unique on a host.</summary>
    public required string Name { get; init; }

    /// <summary>Incus' driver name: <c>dir</c>, <c>btrfs</c>, ….</summary>
    public required string Driver { get; init; }

    /// <summary>Where the data lies: a directory, a loop file, a block device or a file system UUID; empty when only <see cref="Config"/> tells.</summary>
    public string Source { get; init; } = "";

    /// <summary>Further keys, without <c>source</c>.</summary>
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;

    /// <summary>How it came to be known.</summary>
    public required PoolOrigin Origin { get; init; }

    /// <summary>True when the database has a row for it.</summary>
    public bool Known => Origin == PoolOrigin.Database;
}
