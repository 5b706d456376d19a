using System.Collections.Immutable;

namespace Recover.Core.Storage.Ceph;

/// <summary>The user of a bucket. Its sub-users are the bucket's keys. Immutable; holds secrets, and is kept nowhere.</summary>
/// <param name="Keys">The keys, without their secrets.</param>
/// <param name="QuotaBytes">Quota of its buckets in bytes; null when there is none.</param>
/// <param name="Secrets">Secrets by access key.</param>
internal sealed record CephBucketOwner(ImmutableArray<StoredBucketKey> Keys, long? QuotaBytes, ImmutableDictionary<string, string> Secrets)
{
    /// <summary>Says nothing of the secrets.</summary>
    public override string ToString() => $"{nameof(CephBucketOwner)} {{ Keys = {Keys.Length} }}";
}
