using Recover.Core.Backups;

namespace Recover.Core.Storage.Ceph;

/// <summary>A bucket of an object gateway. Immutable.</summary>
/// <param name="Name">Its name in the gateway.</param>
/// <param name="Owner">The user it belongs to; of a bucket of Incus one of the same name.</param>
/// <param name="CreatedAt">When it was made; null when that is not told.</param>
internal sealed record CephBucket(string Name, string Owner, IncusTime? CreatedAt)
{
    /// <summary>True for what Incus made: each of its buckets has a user of its own, named as the bucket (6.0).</summary>
    public bool IsOfIncus => Owner == Name;
}
