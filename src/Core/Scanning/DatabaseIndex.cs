using System.Collections.Frozen;
using Recover.Core.Databases;
using Recover.Core.Storage;

namespace Recover.Core.Scanning;

/// <summary>The records of a database by their natural keys. Immutable.</summary>
internal sealed class DatabaseIndex
{
    private readonly FrozenSet<(string Project, string Name)> _instances;
    private readonly FrozenDictionary<(VolumeType Type, string Project, string Name), string[]> _pools;
    private readonly FrozenSet<(string Pool, string Project, string Name)> _buckets;

    public DatabaseIndex(DatabaseContents contents)
    {
        _instances = contents.Instances.Select(instance => (instance.Project, instance.Name)).ToFrozenSet();
        _pools = contents.Volumes
            .GroupBy(volume => (volume.Type, volume.Project, volume.Name))
            .ToFrozenDictionary(group => group.Key, group => group.Select(volume => volume.Pool).ToArray());
        _buckets = contents.Buckets.Select(bucket => (bucket.Pool, bucket.Project, bucket.Name)).ToFrozenSet();
    }

    public bool HasInstance(string project, string name) => _instances.Contains((project, name));

    public bool HasVolume(string pool, StoredVolume volume) => volume.Type == VolumeType.Bucket
        ? _buckets.Contains((pool, volume.Project, volume.Name))
        : PoolsOf(volume).Contains(pool);

    /// <summary>True when a volume is recorded as it lies on the disk; an instance with all it consists of.</summary>
    public bool HasRecordsOf(string pool, StoredVolume volume) =>
        HasVolume(pool, volume)
        && (volume.Type is not (VolumeType.Container or VolumeType.VirtualMachine) || HasInstance(volume.Project, volume.Name));

    /// <summary>Names of the pools with a volume of this type, project and name.</summary>
    public IReadOnlyList<string> PoolsOf(StoredVolume volume) =>
        _pools.TryGetValue((volume.Type, volume.Project, volume.Name), out var pools) ? pools : [];
}
