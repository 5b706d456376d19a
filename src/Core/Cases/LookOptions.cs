using System.Collections.Immutable;
using Recover.Core.Storage;
using Recover.Core.Storage.Zfs;

namespace Recover.Core.Cases;

/// <summary>What the command line says about where to look and what to take. Immutable.</summary>
public sealed record LookOptions
{
    /// <summary>Pools named by the operator, offered beside the found ones.</summary>
    public ImmutableArray<PoolDefinition> Pools { get; init; } = [];

    /// <summary>Keys of encrypted datasets; more can be added while the program runs.</summary>
    public ZfsKeys ZfsKeys { get; init; } = new();

    /// <summary>A file that <c>recover export-definitions</c> wrote, taken for an earlier state of the database; absolute, null for none.</summary>
    public string? Definitions { get; init; }

    /// <summary>False to look only into pools that are named or in the database.</summary>
    public bool Discovery { get; init; } = true;

    /// <summary><c>project/name</c> of the only volumes wanted; empty means all.</summary>
    public ImmutableSortedSet<string> Only { get; init; } = [];

    /// <summary><c>project/name</c> of volumes to leave out.</summary>
    public ImmutableSortedSet<string> Skip { get; init; } = [];
}
