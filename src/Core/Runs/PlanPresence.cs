using Recover.Core.Databases;
using Recover.Core.Plans;
using Recover.Core.Storage;

namespace Recover.Core.Runs;

/// <summary>Tells from a database's records whether a plan has been applied to it.</summary>
internal static class PlanPresence
{
    /// <summary>True when every record that the plan writes is there by name, instances with their identity.</summary>
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
            && create.Instances.All(instance => instances.TryGetValue((instance.Project, instance.Name), out var present) && SameIdentity(instance, present));
    }

    private static bool SameIdentity(PlannedInstance planned, InstanceRecord present) =>
        !planned.Config.TryGetValue("volatile.uuid", out var identity) || present.Uuid is null || present.Uuid == identity;
}
