using System.Collections.Frozen;
using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Storage;

namespace Recover.Core.Scanning.Mismatches;

/// <summary>
/// What lies on the pools of the database that were listed to the end. Of any other pool nothing is said, and of one on which not a single recorded volume lies
/// neither: most likely something else is mounted in its place. Immutable.
/// </summary>
internal sealed class DiskStock
{
    private readonly FrozenDictionary<(string Pool, VolumeType Type, string Project, string Name), ScannedVolume> _volumes;
    private readonly FrozenSet<string> _listed;

    public DiskStock(Inventory inventory)
    {
        var contents = inventory.Database.Contents;
        _volumes = inventory.Volumes
            .Where(volume => !volume.Stored.IsStray)
            .GroupBy(volume => (volume.Pool, volume.Stored.Type, volume.Stored.Project, volume.Stored.Name))
            .ToFrozenDictionary(group => group.Key, group => group.First());
        var recorded = contents.Volumes.Select(volume => (volume.Pool, volume.Type, volume.Project, volume.Name))
            .Concat(contents.Buckets.Select(bucket => (bucket.Pool, Type: VolumeType.Bucket, bucket.Project, bucket.Name)))
            .ToLookup(record => record.Pool, StringComparer.Ordinal);
        var read = inventory.Pools
            .Where(pool => pool.Read && contents.Pools.Any(record => record.Name == pool.Definition.Name))
            .Select(pool => pool.Definition.Name)
            .ToArray();
        Strange = [.. read.Where(pool => recorded[pool].Any() && !recorded[pool].Any(_volumes.ContainsKey))];
        _listed = read.Except(Strange, StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal);
        HasAll = contents.Pools.All(pool => _listed.Contains(pool.Name));
    }

    /// <summary>Pools that were read, and have nothing of what the database says lies there.</summary>
    public ImmutableArray<string> Strange { get; }

    /// <summary>True when every pool of the database was listed.</summary>
    public bool HasAll { get; }

    /// <summary>True when what is not found on the pool is not there.</summary>
    public bool IsListed(string pool) => _listed.Contains(pool);

    /// <summary>The volume on the disk; null when it is not there.</summary>
    public ScannedVolume? Find(string pool, VolumeType type, string project, string name) => _volumes.GetValueOrDefault((pool, type, project, name));

    /// <summary>The volume of a record; null when it is not there.</summary>
    public ScannedVolume? Find(VolumeRecord volume) => Find(volume.Pool, volume.Type, volume.Project, volume.Name);

    /// <summary>The listed pools on which a root volume of this name lies.</summary>
    public ImmutableArray<ScannedVolume> FindAll(VolumeType type, string project, string name) =>
        [.. _listed.Order(StringComparer.Ordinal).Select(pool => Find(pool, type, project, name)).OfType<ScannedVolume>()];
}
