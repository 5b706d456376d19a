using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Recover.Core.Commands;
using Recover.Core.Findings;

namespace Recover.Core.Storage.Ceph;

/// <summary>Buckets of an object gateway. There is nothing to open: their contents are not on this host, and are not needed.</summary>
/// <param name="tools">Asks the gateway's records.</param>
/// <param name="access">How.</param>
/// <param name="prefix">What stands before the names of this pool's buckets; may be empty.</param>
internal sealed class CephObjectPool(CephObjectTools tools, CephAccess access, string prefix) : IOpenPool
{
    // Each user is a process of its own that talks to the cluster.
    private const int OwnersAtOnce = 4;

    /// <inheritdoc/>
    public string? MountedAt => null;

    /// <inheritdoc/>
    public int Readers => 1;

    /// <inheritdoc/>
    public async Task<PoolLook> LookAsync(CancellationToken cancellationToken) =>
        new(IsPool: true, (await BucketsAsync(cancellationToken).ConfigureAwait(false)).Length, LastUsedAt: null);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredVolume> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var buckets in (await BucketsAsync(cancellationToken).ConfigureAwait(false)).Chunk(OwnersAtOnce))
        {
            foreach (var volume in await Task.WhenAll(buckets.Select(bucket => VolumeAsync(bucket, cancellationToken))).ConfigureAwait(false))
            {
                yield return volume;
            }
        }
    }

    /// <inheritdoc/>
    public Task<IOpenVolume> OpenVolumeAsync(StoredVolume volume, string? snapshot, CancellationToken cancellationToken) =>
        throw new VolumeUnreadableException(Finding.Of(FindingCode.VolumeUnreadable));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<ImmutableArray<CephBucket>> BucketsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var all = await tools.BucketsAsync(access, cancellationToken).ConfigureAwait(false);
            return [.. all.Where(bucket => bucket.IsOfIncus && bucket.Name.Length > prefix.Length && bucket.Name.StartsWith(prefix, StringComparison.Ordinal))];
        }
        catch (CommandFailedException failure)
        {
            throw CephObjectDriver.Unreadable(access, failure);
        }
    }

    private async Task<StoredVolume> VolumeAsync(CephBucket bucket, CancellationToken cancellationToken)
    {
        var name = bucket.Name[prefix.Length..];
        var volume = new StoredVolume
        {
            Type = VolumeType.Bucket,
            StoredName = name,
            Project = "",
            IsProjectTold = false,
            Name = name,
            ContentType = ContentType.Filesystem,
            CreatedAt = bucket.CreatedAt,
        };
        try
        {
            return await tools.OwnerAsync(access, bucket.Name, cancellationToken).ConfigureAwait(false) is { } owner
                ? volume with
                {
                    BucketKeys = owner.Keys,
                    SizeBytes = owner.QuotaBytes,
                }
                : volume;
        }
        catch (CommandFailedException failure)
        {
            // The bucket is there all the same; that its keys are not told is said in the plan.
            return volume.WithFinding(Finding.Of(FindingCode.BucketKeysUnknown).WithRaw(failure.Message));
        }
    }
}
