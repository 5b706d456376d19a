using Recover.Core.Backups;
using Recover.Core.Databases;

namespace Recover.Core.Plans;

internal sealed partial class Compilation
{
    private void AddInstance(PlannedInstance instance)
    {
        Demand(_instances.Add((instance.Project, instance.Name)), PlanTexts.AlreadyThere(instance.Label));
        var architecture = IncusCodes.Architecture(instance.Architecture);
        Demand(architecture is not null, PlanTexts.ArchitectureUnknown(instance.Label));
        AddRootVolume(instance);
        var id = _ids.Next("instances");
        _batches.Insert(
            "instances",
            SqlLiteral.Of(id),
            _node,
            SqlLiteral.Of(instance.Name),
            SqlLiteral.Of(architecture),
            SqlLiteral.Of(instance.IsVirtualMachine),
            SqlLiteral.Of(instance.Ephemeral),
            SqlLiteral.Of(instance.CreatedAt),
            SqlLiteral.Of(instance.Stateful),
            SqlLiteral.Of(instance.LastUsedAt ?? IncusTime.Epoch),
            SqlLiteral.Of(instance.Description),
            SqlLiteral.Of(Project(instance.Project)),
            SqlLiteral.Of((IncusTime?)null));
        AddConfig("instances_config", id, instance.Config);
        AddDevices("instances_devices", id, instance.Devices);
        AddProfiles(id, instance);
        foreach (var snapshot in instance.Snapshots)
        {
            AddSnapshot(id, snapshot);
        }
    }

    private void AddProfiles(long id, PlannedInstance instance)
    {
        var project = _features.Contains((instance.Project, "profiles")) ? instance.Project : "default";
        for (var i = 0; i < instance.Profiles.Length; i++)
        {
            var profile = Existing(_profiles, (project, instance.Profiles[i]), instance.Profiles[i]);
            _batches.Insert(
                "instances_profiles",
                SqlLiteral.Of(_ids.Next("instances_profiles")),
                SqlLiteral.Of(id),
                SqlLiteral.Of(profile),
                SqlLiteral.Of(i + 1));
        }
    }

    private void AddSnapshot(long instance, PlannedSnapshot snapshot)
    {
        var id = _ids.Next("instances_snapshots");
        _batches.Insert(
            "instances_snapshots",
            SqlLiteral.Of(id),
            SqlLiteral.Of(instance),
            SqlLiteral.Of(snapshot.Name),
            SqlLiteral.Of(snapshot.CreatedAt),
            SqlLiteral.Of(snapshot.Stateful),
            SqlLiteral.Of(snapshot.Description),
            SqlLiteral.Of(snapshot.ExpiresAt));
        AddConfig("instances_snapshots_config", id, snapshot.Config);
        AddDevices("instances_snapshots_devices", id, snapshot.Devices);
    }
}
