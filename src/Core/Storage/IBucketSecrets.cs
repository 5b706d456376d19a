using System.Collections.Immutable;
using Recover.Core.Hosts;

namespace Recover.Core.Storage;

/// <summary>A kind of pool whose storage still knows the secrets of its buckets' keys. Thread-safe.</summary>
public interface IBucketSecrets
{
    /// <summary>
    /// Secrets by access key, of the buckets that are named. They are asked for when they are about to be written, and kept nowhere else.
    /// </summary>
    /// <exception cref="PoolUnreadableException">They can't be had; carries the finding.</exception>
    Task<ImmutableDictionary<string, string>> SecretsAsync(
        PoolDefinition pool, ImmutableArray<string> buckets, HostSurvey host, CancellationToken cancellationToken);
}
