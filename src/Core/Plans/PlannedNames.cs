using System.Collections.Immutable;

namespace Recover.Core.Plans;

/// <summary>Checks every name in the records of a plan.</summary>
internal static class PlannedNames
{
    /// <summary>The first name that Incus would not accept, in words; null when all are fine.</summary>
    public static string? Problem(PlannedRecords records) =>
        Unfit(records) is { } name ? PlanTexts.NameUnfit(name.Length > 80 ? name[..80] : name) : null;

    private static string? Unfit(PlannedRecords records) =>
        First(records.Pools, pool => Unless(ObjectNames.IsPool(pool.Name), pool.Name) ?? Keys(pool.Config))
        ?? First(records.Projects, project => Unless(ObjectNames.IsProject(project.Name), project.Name) ?? Keys(project.Definition.Config))
        ?? First(records.Profiles, Profile)
        ?? First(records.Networks, network =>
            Unless(ObjectNames.IsNetwork(network.Name, network.Definition.Type ?? "bridge"), network.Name) ?? Keys(network.Definition.Config))
        ?? First(records.Buckets, bucket => Unless(ObjectNames.IsPathPart(bucket.Name), bucket.Name))
        ?? First(records.Volumes, volume =>
            Unless(ObjectNames.IsPathPart(volume.Name), volume.Name) ?? Keys(volume.Config) ?? First(volume.Snapshots, Snapshot))
        ?? First(records.Instances, Instance)
        ?? First(records.RootVolumes, volume => Unless(ObjectNames.IsInstance(volume.Name), volume.Name) ?? Keys(volume.Config) ?? First(volume.Snapshots, Snapshot))
        ?? First(records.SnapshotRecords, record => Unless(ObjectNames.IsPathPart(record.Name), record.Name) ?? Snapshot(record.Snapshot));

    private static string? Profile(PlannedObject profile) =>
        Unless(ObjectNames.IsPathPart(profile.Name), profile.Name)
        ?? Keys(profile.Definition.Config)
        ?? Devices(profile.Definition.Devices);

    private static string? Instance(PlannedInstance instance) =>
        Unless(ObjectNames.IsInstance(instance.Name), instance.Name)
        ?? Unless(ObjectNames.IsProject(instance.Project), instance.Project)
        ?? Keys(instance.Config)
        ?? Keys(instance.VolumeConfig)
        ?? Devices(instance.Devices)
        ?? First(instance.Snapshots, Snapshot);

    private static string? Snapshot(PlannedSnapshot snapshot) =>
        Unless(ObjectNames.IsSnapshot(snapshot.Name), snapshot.Name) ?? Keys(snapshot.Config) ?? Devices(snapshot.Devices);

    private static string? Devices(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> devices)
    {
        foreach (var (name, config) in devices)
        {
            if ((Unless(ObjectNames.IsDevice(name), name) ?? Keys(config)) is { } unfit)
            {
                return unfit;
            }
        }

        return null;
    }

    private static string? Keys(ImmutableSortedDictionary<string, string> config)
    {
        foreach (var (key, _) in config)
        {
            if (!ObjectNames.IsKey(key))
            {
                return key;
            }
        }

        return null;
    }

    private static string? Unless(bool fits, string name) => fits ? null : name;

    private static string? First<T>(ImmutableArray<T> records, Func<T, string?> unfit)
    {
        foreach (var record in records)
        {
            if (unfit(record) is { } name)
            {
                return name;
            }
        }

        return null;
    }
}
