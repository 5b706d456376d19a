using System.Collections.Immutable;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Storage;

namespace Recover.Core.Runs;

/// <summary>Asks the storage for the secrets of the buckets' keys that a plan brings back. Thread-safe.</summary>
internal sealed class PlannedSecrets(StorageDrivers drivers)
{
    /// <summary>All of them, by access key.</summary>
    /// <exception cref="PoolUnreadableException">A pool can't be asked.</exception>
    /// <exception cref="InvalidOperationException">A key is not there any more.</exception>
    public async Task<ImmutableDictionary<string, string>> ReadAsync(RecoveryPlan plan, HostSurvey host, CancellationToken cancellationToken)
    {
        var all = ImmutableDictionary<string, string>.Empty;
        foreach (var pool in plan.Create.Buckets.Where(bucket => !bucket.Keys.IsEmpty).GroupBy(bucket => bucket.Pool, StringComparer.Ordinal))
        {
            if (plan.KeyPools.FirstOrDefault(known => known.Name == pool.Key) is { } definition && drivers.Find(definition.Driver) is IBucketSecrets source)
            {
                var names = pool.Select(bucket => bucket.Name).ToImmutableArray();
                all = all.SetItems(await source.SecretsAsync(definition, names, host, cancellationToken).ConfigureAwait(false));
            }
        }

        return BucketSecrets.Needed(plan).FirstOrDefault(accessKey => !all.ContainsKey(accessKey)) is { } gone
            ? throw new InvalidOperationException(RunTexts.Get("Secrets.Gone", gone))
            : all;
    }
}
