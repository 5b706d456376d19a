using System.Collections.Immutable;
using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Ceph;

/// <summary>Pools that are a directory of a file system of ceph (<c>cephfs</c>); they hold custom volumes only.</summary>
public sealed class CephFileDriver(LookLedger ledger) : IStorageDriver
{
    private readonly CephTools _tools = new(ledger.Commands);

    /// <inheritdoc/>
    public string Name => "cephfs";

    /// <inheritdoc/>
    public IReadOnlySet<string> ConfigKeys { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "cephfs.cluster_name", "cephfs.create_missing", "cephfs.data_pool", "cephfs.fscache", "cephfs.meta_pool", "cephfs.osd_pg_num", "cephfs.path",
        "cephfs.user.name", "volatile.pool.pristine",
    };

    /// <inheritdoc/>
    public bool IsRemote => true;

    /// <inheritdoc/>
    public async Task<ImmutableArray<FoundPool>> FindAsync(HostSurvey host, CancellationToken cancellationToken)
    {
        if (host.IsPractice || CephTools.Missing("ceph", "mount.ceph").Any())
        {
            return [];
        }

        var discovery = new CephFileDiscovery(ledger, _tools, host);
        var found = ImmutableArray.CreateBuilder<FoundPool>();
        foreach (var cluster in CephAccess.OnHost().GroupBy(access => access.Cluster, StringComparer.Ordinal))
        {
            foreach (var access in cluster)
            {
                if (await discovery.FindAsync(access, cancellationToken).ConfigureAwait(false) is { } pools)
                {
                    found.AddRange(pools);
                    break;
                }
            }
        }

        return found.ToImmutable();
    }

    /// <inheritdoc/>
    public bool IsSame(PoolDefinition pool, FoundPool found, HostSurvey host)
    {
        var (one, other) = (CephFileSource.Of(pool), CephFileSource.Of(found.Definition));
        return one.Text == other.Text && one.Access.Cluster == other.Access.Cluster;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Check(PoolDefinition pool, HostSurvey host)
    {
        var source = CephFileSource.Of(pool);
        return [.. PoolKeys.Check(pool, this), .. CephTools.Missing("mount.ceph"), .. CephSource.Check(source.Text, source.Access)];
    }

    /// <inheritdoc/>
    public async Task<IOpenPool> OpenAsync(PoolDefinition pool, HostSurvey host, CancellationToken cancellationToken)
    {
        var source = CephFileSource.Of(pool);
        if (CephSource.Check(source.Text, source.Access).FirstOrDefault() is { } finding)
        {
            throw new PoolUnreadableException(finding);
        }

        if (MountTable.Read().At(host.Directory.Pool(pool.Name)) is { } mount && source.IsMountedBy(mount))
        {
            return new CephFilePool(mount.Point, mount: null);
        }

        var page = ledger.Open();
        try
        {
            return new CephFilePool(await MountAsync(page, source, cancellationToken).ConfigureAwait(false), page);
        }
        catch (Exception failure)
        {
            await page.DisposeAsync().ConfigureAwait(false);
            if (failure is CommandFailedException or IOException or UnauthorizedAccessException)
            {
                throw new PoolUnreadableException(Finding.Of(FindingCode.PoolUnreadable, source.Text).WithRaw(failure.Message), failure);
            }

            throw;
        }
    }

    /// <summary>Mounts a directory of a file system where nobody else sees it; the path.</summary>
    /// <exception cref="CommandFailedException">It can't be mounted.</exception>
    internal static async Task<string> MountAsync(LedgerPage page, CephFileSource source, CancellationToken cancellationToken)
    {
        var point = Path.Combine(await ReadOnlyMounts.MakePrivatePlaceAsync(page, cancellationToken).ConfigureAwait(false), "pool");
        await ReadOnlyMounts.MountAsync(page, source.MountSource, "ceph", point, source.MountOptions, cancellationToken).ConfigureAwait(false);
        return point;
    }
}
