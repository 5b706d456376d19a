using System.Collections.Immutable;
using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Zfs;

/// <summary>Pools that are a dataset of ZFS (<c>zfs</c>).</summary>
/// <param name="ledger">Undoes what looking touches.</param>
/// <param name="commands">Runs the tools.</param>
/// <param name="keys">Keys of encrypted datasets that the operator typed.</param>
public sealed class ZfsDriver(LookLedger ledger, ICommandRunner commands, ZfsKeys keys) : IStorageDriver
{
    internal const string DriverName = "zfs";
    private readonly ZfsTools _tools = new(commands);

    /// <inheritdoc/>
    public string Name => DriverName;

    /// <inheritdoc/>
    public IReadOnlySet<string> ConfigKeys { get; } =
        new HashSet<string>(StringComparer.Ordinal) { "size", "zfs.pool_name", "zfs.clone_copy", "zfs.export" };

    /// <inheritdoc/>
    public bool IsRemote => false;

    /// <inheritdoc/>
    public Task<ImmutableArray<FoundPool>> FindAsync(HostSurvey host, CancellationToken cancellationToken) =>
        host.IsPractice
            ? Task.FromResult<ImmutableArray<FoundPool>>([])
            : new ZfsDiscovery(ledger, _tools, keys).FindAsync(host, cancellationToken);

    /// <inheritdoc/>
    public bool IsSame(PoolDefinition pool, FoundPool found, HostSurvey host) =>
        ZfsSource.Of(pool, host).Dataset is { } dataset && dataset == ZfsSource.Of(found.Definition, host).Dataset;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Check(PoolDefinition pool, HostSurvey host) =>
    [
        .. PoolKeys.Check(pool, this),
        .. ZfsSource.Of(pool, host).Finding is { } finding ? [finding] : Array.Empty<Finding>(),
        .. ZfsTools.Missing,
    ];

    /// <inheritdoc/>
    public async Task<IOpenPool> OpenAsync(PoolDefinition pool, HostSurvey host, CancellationToken cancellationToken)
    {
        var (access, dataset) = await new ZfsPools(ledger, _tools).OpenAsync(pool, host, cancellationToken).ConfigureAwait(false);
        return new ZfsOpenPool(access, dataset, _tools, new ZfsVolumeOpener(ledger, keys, access));
    }
}
