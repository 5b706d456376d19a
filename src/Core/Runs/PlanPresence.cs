using Recover.Core.Databases;
using Recover.Core.Plans;
using Recover.Core.Scanning.Mismatches;
using Recover.Core.Storage;

namespace Recover.Core.Runs;

/// <summary>Tells from a database's records whether a plan has been applied to it.</summary>
internal static class PlanPresence
{
    /// <summary>True when every record that the plan writes is there by name, instances with their identity, and none that it removes.</summary>
    public static bool IsComplete(RecoveryPlan plan, DatabaseContents database)
    {
        var instances = database.Instances.ToDictionary(instance => (instance.Project, instance.Name));
        var volumes = database.Volumes.Select(volume => (volume.Pool, volume.Project, volume.Name, volume.Type)).ToHashSet();
        var create = plan.Create;
        return create.Pools.All(pool => database.Pools.Any(present => present.Name == pool.Name))
            && create.Projects.All(project => database.Projects.Any(present => present.Name == project.Name))
            && create.Profiles.All(profile => database.Profiles.Any(present => (present.Project, present.Name) == (profile.Project, profile.Name)))
            && create.Networks.All(network => database.Networks.Any(present => (present.Project, present.Name) == (network.Project, network.Name)))
            && create.Volumes.All(volume => volumes.Contains((volume.Pool, volume.Project, volume.Name, VolumeType.Custom)))
            && create.Buckets.All(bucket => database.Buckets.Any(present => (present.Pool, present.Project, present.Name) == (bucket.Pool, bucket.Project, bucket.Name)))
            && create.RootVolumes.All(volume => volumes.Contains(
                (volume.Pool, volume.Project, volume.Name, volume.IsVirtualMachine ? VolumeType.VirtualMachine : VolumeType.Container)))
            && create.SnapshotRecords.All(record => HasSnapshot(record, database))
            && plan.Remove.SelectMany(removal => removal.Records).All(removed => IsGone(removed.Record, database))
            && create.Instances.All(instance => instances.TryGetValue((instance.Project, instance.Name), out var present) && SameIdentity(instance, present));
    }

    private static bool HasSnapshot(PlannedSnapshotRecord record, DatabaseContents database) =>
        (!record.OfInstance || database.Instances.Any(instance =>
            (instance.Project, instance.Name) == (record.Project, record.Name) && instance.Snapshots.Contains(record.Snapshot.Name)))
        && (!record.OfVolume || database.Volumes.Any(volume =>
            (volume.Pool, volume.Project, volume.Name, volume.Type) == (record.Pool, record.Project, record.Name, record.Type)
            && volume.Snapshots.Contains(record.Snapshot.Name)));

    private static bool IsGone(RecordReference record, DatabaseContents database) => record.Table switch
    {
        RecordTable.Instance => !database.Instances.Any(instance => IsOf(record, instance)),
        RecordTable.InstanceSnapshot => !database.Instances.Any(instance => IsOf(record, instance) && instance.Snapshots.Contains(record.Snapshot)),
        RecordTable.Volume => !database.Volumes.Any(volume => IsOf(record, volume)),
        RecordTable.VolumeSnapshot => !database.Volumes.Any(volume => IsOf(record, volume) && volume.Snapshots.Contains(record.Snapshot)),
        RecordTable.Bucket => !database.Buckets.Any(bucket => (bucket.Pool, bucket.Project, bucket.Name) == (record.Pool, record.Project, record.Name)),
        RecordTable.Image => !database.Images.Contains(new ImageRecord(record.Project, record.Name)),
        _ => !database.Dangling.Any(rows => (rows.Table, rows.Column) == (record.Dangling?.Table, record.Dangling?.Column)),
    };

    private static bool IsOf(RecordReference record, InstanceRecord instance) => (instance.Project, instance.Name) == (record.Project, record.Name);

    private static bool IsOf(RecordReference record, VolumeRecord volume) =>
        (volume.Pool, volume.Project, volume.Name, (VolumeType?)volume.Type) == (record.Pool, record.Project, record.Name, record.Type);

    private static bool SameIdentity(PlannedInstance planned, InstanceRecord present) =>
        !planned.Config.TryGetValue("volatile.uuid", out var identity) || present.Uuid is null || present.Uuid == identity;
}
