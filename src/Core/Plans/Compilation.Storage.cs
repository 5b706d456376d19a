using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

internal sealed partial class Compilation
{
    // The key that Incus makes with each bucket (6.0).
    private const string FirstKey = "admin";
    private const string FirstKeyDescription = "Admin user";

    private long? _lastSnapshot;

    private static bool IsPoolMemberKey(string key) =>
        key is "size" or "source" or "source.wipe" or "volatile.initial_source" or "zfs.pool_name" or "lvm.thinpool_name" or "lvm.vg_name"
            or "lvm.vg.force_reuse";

    /// <summary>Volume snapshots take their ids from the count of volumes, which only rows of volumes raise by themselves.</summary>
    private static string RaiseSharedCount(long last) =>
        $"UPDATE sqlite_sequence SET seq = {SqlLiteral.Of(last)} WHERE name = 'storage_volumes' AND seq < {SqlLiteral.Of(last)}";

    private void AddPool(PlannedPool pool)
    {
        Demand(!_pools.ContainsKey(pool.Name), PlanTexts.AlreadyThere(pool.Name));
        var id = _ids.Next("storage_pools");
        _pools[pool.Name] = (id, pool.Driver);
        _batches.Insert(
            "storage_pools",
            SqlLiteral.Of(id),
            SqlLiteral.Of(pool.Name),
            SqlLiteral.Of(pool.Driver),
            SqlLiteral.Of(pool.Description),
            "1");
        _batches.Insert("storage_pools_nodes", SqlLiteral.Of(_ids.Next("storage_pools_nodes")), SqlLiteral.Of(id), _node, "1");
        AddMemberConfig("storage_pools_config", id, pool.Config, IsPoolMemberKey);
    }

    private void AddVolume(PlannedVolume volume)
    {
        Demand(
            !_volumes.Contains((volume.Pool, VolumeType.Custom, volume.Project, volume.Name)),
            PlanTexts.AlreadyThere($"{volume.Project}/{volume.Name}"));
        var id = AddVolumeRow(
            volume.Pool, volume.Project, volume.Name, 2, (int)volume.ContentType, volume.Description, volume.CreatedAt, volume.Config);
        foreach (var snapshot in volume.Snapshots)
        {
            AddVolumeSnapshot(id, snapshot.Name, snapshot.Description, snapshot.CreatedAt, snapshot.ExpiresAt, snapshot.Config);
        }
    }

    private void AddBucket(PlannedBucket bucket)
    {
        var (pool, driver) = Existing(_pools, bucket.Pool, bucket.Pool);
        var id = _ids.Next("storage_buckets");
        _batches.Insert(
            "storage_buckets",
            SqlLiteral.Of(id),
            SqlLiteral.Of(bucket.Name),
            SqlLiteral.Of(pool),
            IncusCodes.IsRemoteDriver(driver) ? "NULL" : _node,
            "''",
            SqlLiteral.Of(Project(bucket.Project)));
        AddConfig("storage_buckets_config", id, bucket.Config);
        foreach (var key in bucket.Keys)
        {
            _batches.Insert(
                "storage_buckets_keys",
                SqlLiteral.Of(_ids.Next("storage_buckets_keys")),
                SqlLiteral.Of(id),
                SqlLiteral.Of(key.Name),
                SqlLiteral.Of(key.Name == FirstKey ? FirstKeyDescription : ""),
                SqlLiteral.Of(key.AccessKey),
                SqlLiteral.Of(BucketSecrets.Mark(key.AccessKey)),
                SqlLiteral.Of(key.Role));
        }
    }

    /// <summary>The root volume of an instance. Where its row survived, only the snapshots that it lacks are added.</summary>
    private void AddRootVolume(PlannedInstance instance)
    {
        var type = instance.IsVirtualMachine ? VolumeType.VirtualMachine : VolumeType.Container;
        var existing = _volumes[(instance.Pool, type, instance.Project, instance.Name)].FirstOrDefault();
        var id = existing?.Id ?? AddRootVolumeRow(
            instance.Pool, instance.Project, instance.Name, instance.IsVirtualMachine, instance.VolumeCreatedAt, instance.VolumeConfig);
        foreach (var snapshot in instance.Snapshots)
        {
            if (existing?.Snapshots.Contains(snapshot.Name) != true)
            {
                var volume = snapshot.Volume ?? new PlannedVolumeSnapshot { CreatedAt = snapshot.CreatedAt, Config = instance.VolumeConfig };
                AddVolumeSnapshot(id, snapshot.Name, volume.Description, volume.CreatedAt, volume.ExpiresAt, volume.Config);
            }
        }
    }

    private long AddRootVolumeRow(
        string pool, string project, string name, bool isVirtualMachine, IncusTime? createdAt, ImmutableSortedDictionary<string, string> config) =>
        AddVolumeRow(pool, project, name, isVirtualMachine ? 3 : 0, isVirtualMachine ? 1 : 0, "", createdAt, config);

    private long AddVolumeRow(
        string pool,
        string project,
        string name,
        int type,
        int contentType,
        string description,
        IncusTime? createdAt,
        ImmutableSortedDictionary<string, string> config)
    {
        var (poolId, driver) = Existing(_pools, pool, pool);
        var id = _ids.Next("storage_volumes");
        _batches.Insert(
            "storage_volumes",
            SqlLiteral.Of(id),
            SqlLiteral.Of(name),
            SqlLiteral.Of(poolId),
            IncusCodes.IsRemoteDriver(driver) ? "NULL" : _node,
            SqlLiteral.Of(type),
            SqlLiteral.Of(description),
            SqlLiteral.Of(Project(project)),
            SqlLiteral.Of(contentType),
            SqlLiteral.Of(createdAt));
        AddConfig("storage_volumes_config", id, config);
        return id;
    }

    private void AddVolumeSnapshot(
        long volume,
        string name,
        string description,
        IncusTime? createdAt,
        IncusTime? expiresAt,
        ImmutableSortedDictionary<string, string> config)
    {
        var id = _ids.Next("storage_volumes");
        _lastSnapshot = id;
        _batches.Insert(
            "storage_volumes_snapshots",
            SqlLiteral.Of(id),
            SqlLiteral.Of(volume),
            SqlLiteral.Of(name),
            SqlLiteral.Of(description),
            SqlLiteral.Of(expiresAt),
            SqlLiteral.Of(createdAt));
        AddConfig("storage_volumes_snapshots_config", id, config);
    }
}
