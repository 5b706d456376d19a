using System.Collections.Immutable;
using System.Globalization;
using Recover.Core.Backups;
using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Ceph;

/// <summary>Pools whose volumes are images in a pool of a ceph cluster (<c>ceph</c>).</summary>
public sealed class CephDriver(LookLedger ledger) : IStorageDriver
{
    private const string PoolKey = "ceph.osd.pool_name";

    private readonly CephTools _tools = new(ledger.Commands);

    /// <inheritdoc/>
    public string Name => "ceph";

    /// <inheritdoc/>
    public IReadOnlySet<string> ConfigKeys { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "ceph.cluster_name", "ceph.osd.data_pool_name", "ceph.osd.force_reuse", "ceph.osd.pg_num", PoolKey, "ceph.rbd.clone_copy", "ceph.rbd.du",
        "ceph.rbd.features", "ceph.user.name", "volatile.pool.pristine",
    };

    /// <inheritdoc/>
    public bool IsRemote => true;

    /// <inheritdoc/>
    public async Task<ImmutableArray<FoundPool>> FindAsync(HostSurvey host, CancellationToken cancellationToken)
    {
        if (host.IsPractice || CephTools.Missing("ceph", "rbd").Any())
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<FoundPool>();
        foreach (var cluster in CephAccess.OnHost().GroupBy(access => access.Cluster, StringComparer.Ordinal))
        {
            foreach (var access in cluster)
            {
                if (await FindAsync(access, cancellationToken).ConfigureAwait(false) is { } pools)
                {
                    found.AddRange(pools);
                    break;
                }
            }
        }

        return found.ToImmutable();
    }

    /// <inheritdoc/>
    public bool IsSame(PoolDefinition pool, FoundPool found, HostSurvey host) =>
        PoolOf(pool) == PoolOf(found.Definition) && CephAccess.Of(pool, Name).Cluster == CephAccess.Of(found.Definition, Name).Cluster;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Check(PoolDefinition pool, HostSurvey host)
    {
        var access = CephAccess.Of(pool, Name);
        return
        [
            .. PoolKeys.Check(pool, this),
            .. CephTools.Missing("rbd"),
            .. CephSource.Check(PoolOf(pool), access),
        ];
    }

    /// <inheritdoc/>
    public Task<IOpenPool> OpenAsync(PoolDefinition pool, HostSurvey host, CancellationToken cancellationToken)
    {
        var access = CephAccess.Of(pool, Name);
        return CephSource.Check(PoolOf(pool), access).FirstOrDefault() is { } finding
            ? throw new PoolUnreadableException(finding)
            : Task.FromResult<IOpenPool>(new CephOpenPool(ledger, _tools, access, PoolOf(pool)));
    }

    // Incus keeps the name twice; what was typed may have only one of them.
    private static string PoolOf(PoolDefinition pool) => pool.Config.GetValueOrDefault(PoolKey) is { Length: > 0 } name ? name : pool.Source;

    /// <summary>Pools of Incus in a cluster; null when this user can't list pools.</summary>
    private async Task<IReadOnlyList<FoundPool>?> FindAsync(CephAccess access, CancellationToken cancellationToken)
    {
        try
        {
            var found = new List<FoundPool>();
            foreach (var pool in await _tools.PoolsAsync(access, cancellationToken).ConfigureAwait(false))
            {
                if (CephSource.IsPool(pool) && await LookAsync(access, pool, cancellationToken).ConfigureAwait(false) is { IsPool: true } look)
                {
                    found.Add(new FoundPool { Definition = await DefineAsync(access, pool, cancellationToken).ConfigureAwait(false), Look = look });
                }
            }

            return found;
        }
        catch (CommandFailedException)
        {
            return null;
        }
    }

    private async Task<PoolLook?> LookAsync(CephAccess access, string pool, CancellationToken cancellationToken)
    {
        try
        {
            return CephOpenPool.Look(await _tools.NamesAsync(access, pool, cancellationToken).ConfigureAwait(false), pool);
        }
        catch (CommandFailedException)
        {
            // Pools of file systems and gateways hold no images, and a user need not have a right to all.
            return null;
        }
    }

    private async Task<PoolDefinition> DefineAsync(CephAccess access, string pool, CancellationToken cancellationToken)
    {
        var groups = await _tools.PlacementGroupsAsync(access, pool, cancellationToken).ConfigureAwait(false);
        return new PoolDefinition
        {
            Name = pool,
            Driver = Name,
            Source = pool,
            Origin = PoolOrigin.BlockDevice,
            Config = ConfigMaps.Empty
                .Add("ceph.cluster_name", access.Cluster)
                .Add("ceph.user.name", access.User)
                .Add("ceph.osd.pg_num", groups.ToString(CultureInfo.InvariantCulture))
                .Add(PoolKey, pool),
        };
    }
}
