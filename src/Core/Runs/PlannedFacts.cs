using System.Collections.Immutable;
using System.Globalization;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Plans;
using Recover.Core.Storage;

namespace Recover.Core.Runs;

/// <summary>The values of a plan's records in the form in which <see cref="RecordFacts"/> reads them from a database.</summary>
internal sealed class PlannedFacts
{
    private readonly Dictionary<string, Dictionary<string, string>> _records = new(StringComparer.Ordinal);

    private PlannedFacts()
    {
    }

    /// <summary>Fields and values by record.</summary>
    public static Dictionary<string, Dictionary<string, string>> Of(PlannedRecords create)
    {
        var facts = new PlannedFacts();
        foreach (var pool in create.Pools)
        {
            var record = facts.Record($"pool {pool.Name}", pool.Description);
            record["driver"] = pool.Driver;
            Config(record, pool.Config);
        }

        foreach (var project in create.Projects)
        {
            Config(facts.Record($"project {project.Name}", project.Definition.Description), project.Definition.Config);
        }

        foreach (var profile in create.Profiles)
        {
            var record = facts.Record($"profile {profile.Project}/{profile.Name}", profile.Definition.Description);
            Config(record, profile.Definition.Config);
            Devices(record, profile.Definition.Devices);
        }

        foreach (var network in create.Networks)
        {
            var record = facts.Record($"network {network.Project}/{network.Name}", network.Definition.Description);
            record["type"] = Number(IncusCodes.Network(network.Definition.Type ?? "bridge") ?? 0);
            Config(record, network.Definition.Config);
        }

        foreach (var volume in create.Volumes)
        {
            facts.Volume(volume);
        }

        foreach (var bucket in create.Buckets)
        {
            var record = facts._records[$"bucket {bucket.Pool}/{bucket.Project}/{bucket.Name}"] = new(StringComparer.Ordinal) { ["name"] = bucket.Name };
            Config(record, bucket.Config);
            foreach (var key in bucket.Keys)
            {
                record[$"key {key.Name}"] = $"{key.Role} {key.AccessKey}";
            }
        }

        foreach (var instance in create.Instances)
        {
            facts.Instance(instance);
            facts.RootVolume(
                instance.Pool, instance.Project, instance.Name, instance.IsVirtualMachine, instance.VolumeCreatedAt, instance.VolumeConfig, instance.Snapshots);
        }

        foreach (var volume in create.RootVolumes)
        {
            facts.RootVolume(volume.Pool, volume.Project, volume.Name, volume.IsVirtualMachine, volume.CreatedAt, volume.Config, volume.Snapshots);
        }

        foreach (var record in create.SnapshotRecords)
        {
            facts.SnapshotRecord(record);
        }

        return facts._records;
    }

    private void Volume(PlannedVolume volume)
    {
        var name = $"volume {volume.Pool}/{volume.Project}/{volume.Name}";
        var record = Record(name, volume.Description);
        record["content_type"] = Number((int)volume.ContentType);
        record["created"] = Time(volume.CreatedAt, IncusTime.Zero);
        Config(record, volume.Config);
        foreach (var snapshot in volume.Snapshots)
        {
            VolumeSide(name, snapshot);
        }
    }

    private void RootVolume(
        string pool,
        string project,
        string name,
        bool isVirtualMachine,
        IncusTime? createdAt,
        ImmutableSortedDictionary<string, string> config,
        ImmutableArray<PlannedSnapshot> snapshots)
    {
        var volume = $"root volume {pool}/{project}/{name}";
        var record = Record(volume, "");
        record["content_type"] = Number((int)(isVirtualMachine ? ContentType.Block : ContentType.Filesystem));
        record["created"] = Time(createdAt, IncusTime.Zero);
        Config(record, config);
        foreach (var snapshot in snapshots)
        {
            VolumeSide(volume, snapshot);
        }
    }

    private void SnapshotRecord(PlannedSnapshotRecord record)
    {
        if (record.OfVolume)
        {
            VolumeSide($"{(record.Type == VolumeType.Custom ? "volume" : "root volume")} {record.Pool}/{record.Project}/{record.Name}", record.Snapshot);
        }

        if (record.OfInstance)
        {
            InstanceSnapshot($"instance {record.Project}/{record.Name}", record.Snapshot);
        }
    }

    private void VolumeSide(string volume, PlannedSnapshot snapshot)
    {
        var name = $"{volume} snapshot {snapshot.Name}";
        if (snapshot.Volume is { } side)
        {
            VolumeSnapshot(name, side.Description, side.CreatedAt, side.ExpiresAt, side.Config);
        }
        else if (volume.StartsWith("volume ", StringComparison.Ordinal))
        {
            VolumeSnapshot(name, snapshot.Description, snapshot.CreatedAt, snapshot.ExpiresAt, snapshot.Config);
        }
    }

    private void Instance(PlannedInstance instance)
    {
        var name = $"instance {instance.Project}/{instance.Name}";
        var record = Record(name, instance.Description);
        record["architecture"] = Number(IncusCodes.Architecture(instance.Architecture) ?? 0);
        record["type"] = instance.IsVirtualMachine ? "1" : "0";
        record["ephemeral"] = instance.Ephemeral ? "1" : "0";
        record["stateful"] = instance.Stateful ? "1" : "0";
        record["created"] = Time(instance.CreatedAt, IncusTime.Zero);
        record["last used"] = Time(instance.LastUsedAt, IncusTime.Epoch);
        record["profiles"] = string.Join(", ", instance.Profiles);
        Config(record, instance.Config);
        Devices(record, instance.Devices);
        foreach (var snapshot in instance.Snapshots)
        {
            InstanceSnapshot(name, snapshot);
        }
    }

    private void InstanceSnapshot(string instance, PlannedSnapshot snapshot)
    {
        var own = Record($"{instance} snapshot {snapshot.Name}", snapshot.Description);
        own["stateful"] = snapshot.Stateful ? "1" : "0";
        own["created"] = Time(snapshot.CreatedAt, IncusTime.Zero);
        own["expires"] = Time(snapshot.ExpiresAt, IncusTime.Zero);
        Config(own, snapshot.Config);
        Devices(own, snapshot.Devices);
    }

    private void VolumeSnapshot(
        string name, string description, IncusTime? created, IncusTime? expires, ImmutableSortedDictionary<string, string> config)
    {
        var record = Record(name, description);
        record["created"] = Time(created, IncusTime.Zero);
        record["expires"] = Time(expires, IncusTime.Zero);
        Config(record, config);
    }

    private Dictionary<string, string> Record(string name, string description) =>
        _records[name] = new(StringComparer.Ordinal) { ["description"] = description };

    // Incus stores no empty values.
    private static void Config(Dictionary<string, string> record, ImmutableSortedDictionary<string, string> config)
    {
        foreach (var (key, value) in config.Where(entry => entry.Value.Length > 0))
        {
            record[$"config {key}"] = value;
        }
    }

    private static void Devices(
        Dictionary<string, string> record, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> devices)
    {
        foreach (var (name, device) in devices)
        {
            foreach (var (key, value) in device.Where(entry => entry.Value.Length > 0))
            {
                record[$"device {name} {key}"] = value;
            }
        }
    }

    private static string Time(IncusTime? time, IncusTime none) => (time ?? none).ToDatabaseText();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
