using System.Collections.Immutable;
using Recover.Core.Findings;
using Recover.Core.Hosts;

namespace Recover.Core.Storage;

/// <summary>One kind of pool. Implementations have no state of their own and are thread-safe; they look and never write.</summary>
public interface IStorageDriver
{
    /// <summary>Incus' name of the driver, such as <c>btrfs</c>.</summary>
    string Name { get; }

    /// <summary>Config keys the driver knows beside the common ones.</summary>
    IReadOnlySet<string> ConfigKeys { get; }

    /// <summary>True when volumes belong to the cluster, not to one member (their <c>node_id</c> is NULL).</summary>
    bool IsRemote { get; }

    /// <summary>
    /// Pools of this kind on the host, without importing, activating or mounting anything that would change them. Never throws for what it can't see:
    /// a missing tool or an unreadable disk is nothing found. Nothing is found on the disks of a practice host.
    /// </summary>
    Task<ImmutableArray<FoundPool>> FindAsync(HostSurvey host, CancellationToken cancellationToken);

    /// <summary>True when a pool that is known otherwise, such as from the database, is the one that was found.</summary>
    bool IsSame(PoolDefinition pool, FoundPool found, HostSurvey host);

    /// <summary>Checks a typed definition against the host: every problem, not only the first. Empty means it can be opened.</summary>
    IReadOnlyList<Finding> Check(PoolDefinition pool, HostSurvey host);

    /// <summary>Makes the pool readable: where Incus has it mounted if it has, else privately and read-only, undone on dispose.</summary>
    /// <exception cref="PoolUnreadableException">It can't be read; carries the finding.</exception>
    Task<IOpenPool> OpenAsync(PoolDefinition pool, HostSurvey host, CancellationToken cancellationToken);
}
