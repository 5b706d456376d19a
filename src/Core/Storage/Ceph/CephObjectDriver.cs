using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Hosts;

namespace Recover.Core.Storage.Ceph;

/// <summary>
/// Pools whose buckets lie in the object gateway of a ceph cluster (<c>cephobject</c>). The gateway tells buckets, quotas and keys, but neither the pool's name nor
/// the projects of its buckets.
/// </summary>
public sealed class CephObjectDriver(ICommandRunner commands) : IStorageDriver, IBucketSecrets
{
    private const string EndpointKey = "cephobject.radosgw.endpoint";
    private const string PrefixKey = "cephobject.bucket.name_prefix";

    // The user with which Incus makes buckets (6.0); where it is, Incus was.
    private const string Administrator = "incus-admin";

    private readonly CephObjectTools _tools = new(commands);

    /// <inheritdoc/>
    public string Name => "cephobject";

    /// <inheritdoc/>
    public IReadOnlySet<string> ConfigKeys { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "cephobject.cluster_name", "cephobject.user.name", EndpointKey, "cephobject.radosgw.endpoint_cert_file", PrefixKey, "volatile.pool.pristine",
    };

    /// <inheritdoc/>
    public bool IsRemote => true;

    /// <inheritdoc/>
    public async Task<ImmutableArray<FoundPool>> FindAsync(HostSurvey host, CancellationToken cancellationToken)
    {
        if (host.IsPractice || CephTools.Missing("ceph", CephObjectTools.Program).Any())
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<FoundPool>();
        foreach (var cluster in CephAccess.OnHost().GroupBy(access => access.Cluster, StringComparer.Ordinal))
        {
            foreach (var access in cluster)
            {
                if (await FindAsync(access, host, cancellationToken).ConfigureAwait(false) is { } pools)
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
        CephAccess.Of(pool, Name).Cluster == CephAccess.Of(found.Definition, Name).Cluster;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Check(PoolDefinition pool, HostSurvey host)
    {
        var endpoint = pool.Config.GetValueOrDefault(EndpointKey, "");
        return
        [
            .. PoolKeys.Check(pool, this),
            .. CephTools.Missing("ceph", CephObjectTools.Program),
            .. CephSource.CheckAccess(CephAccess.Of(pool, Name)),
            .. endpoint.Length == 0 ? [Finding.Of(FindingCode.PoolKeyNeeded, EndpointKey, Name)]
                : CephGateways.IsAddress(endpoint) ? Array.Empty<Finding>()
                : [Finding.Of(FindingCode.PoolSourceUnfit, endpoint, Name, StorageTexts.NotAnAddress)],
        ];
    }

    /// <inheritdoc/>
    public async Task<IOpenPool> OpenAsync(PoolDefinition pool, HostSurvey host, CancellationToken cancellationToken)
    {
        var access = await ReachAsync(pool, cancellationToken).ConfigureAwait(false);
        return new CephObjectPool(_tools, access, PrefixOf(pool));
    }

    /// <inheritdoc/>
    public async Task<ImmutableDictionary<string, string>> SecretsAsync(
        PoolDefinition pool, ImmutableArray<string> buckets, HostSurvey host, CancellationToken cancellationToken)
    {
        var access = await ReachAsync(pool, cancellationToken).ConfigureAwait(false);
        var secrets = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var bucket in buckets)
        {
            try
            {
                secrets.AddRange((await _tools.OwnerAsync(access, PrefixOf(pool) + bucket, cancellationToken).ConfigureAwait(false))?.Secrets ?? []);
            }
            catch (CommandFailedException failure)
            {
                throw Unreadable(access, failure);
            }
        }

        return secrets.ToImmutable();
    }

    internal static PoolUnreadableException Unreadable(CephAccess access, CommandFailedException failure) =>
        new(Finding.Of(FindingCode.PoolUnreadable, access.File).WithRaw(failure.Message), failure);

    private static string PrefixOf(PoolDefinition pool) => pool.Config.GetValueOrDefault(PrefixKey, "");

    /// <summary>The way to the cluster, once it is sure that asking makes nothing there.</summary>
    private async Task<CephAccess> ReachAsync(PoolDefinition pool, CancellationToken cancellationToken)
    {
        var access = CephAccess.Of(pool, Name);
        if (CephSource.CheckAccess(access).FirstOrDefault() is { } finding)
        {
            throw new PoolUnreadableException(finding);
        }

        try
        {
            return await _tools.HasGatewayAsync(access, cancellationToken).ConfigureAwait(false)
                ? access
                : throw new PoolUnreadableException(Finding.Of(FindingCode.PoolUnreadable, access.File).WithRaw(StorageTexts.NoGateway(access.Cluster)));
        }
        catch (CommandFailedException failure)
        {
            throw Unreadable(access, failure);
        }
    }

    /// <summary>The pool of a cluster; null when this user may not ask.</summary>
    private async Task<IReadOnlyList<FoundPool>?> FindAsync(CephAccess access, HostSurvey host, CancellationToken cancellationToken)
    {
        try
        {
            if (!await _tools.HasGatewayAsync(access, cancellationToken).ConfigureAwait(false)
                || await _tools.OwnerAsync(access, Administrator, cancellationToken).ConfigureAwait(false) is null)
            {
                return [];
            }

            var endpoints = await _tools.EndpointsAsync(access, cancellationToken).ConfigureAwait(false);
            var buckets = await _tools.BucketsAsync(access, cancellationToken).ConfigureAwait(false);
            return [Found(access, endpoints, buckets.Count(bucket => bucket.IsOfIncus), host)];
        }
        catch (CommandFailedException)
        {
            return null;
        }
    }

    private FoundPool Found(CephAccess access, IReadOnlyList<string> endpoints, int buckets, HostSurvey host)
    {
        var config = ConfigMaps.Empty.Add("cephobject.cluster_name", access.Cluster).Add("cephobject.user.name", access.User);
        return new FoundPool
        {
            Definition = new PoolDefinition
            {
                Name = EmptyPlaces.OnlyOne(host) ?? Name,
                Driver = Name,
                Config = endpoints is [var endpoint, ..] ? config.Add(EndpointKey, endpoint) : config,
                Origin = PoolOrigin.BlockDevice,
            },
            Look = new PoolLook(IsPool: true, buckets, LastUsedAt: null),
            Findings = endpoints.Count > 1 ? [Finding.Of(FindingCode.PoolKeyAmbiguous, EndpointKey, string.Join(", ", endpoints))] : [],
        };
    }
}
