using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>A bucket row to be written, with its keys. Secrets are not in it: see <see cref="BucketSecrets"/>.</summary>
public sealed record PlannedBucket(string Pool, string Project, string Name, string From)
{
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;

    public ImmutableArray<StoredBucketKey> Keys { get; init; } = [];
}
