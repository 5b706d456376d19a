using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <content>Halves of records that are missing.</content>
internal sealed partial class Compilation
{
    private void AddRootVolume(PlannedRootVolume volume)
    {
        var type = volume.IsVirtualMachine ? VolumeType.VirtualMachine : VolumeType.Container;
        var instance = _contents.Instances.FirstOrDefault(known => (known.Project, known.Name) == (volume.Project, volume.Name));
        Demand(instance?.IsVirtualMachine == volume.IsVirtualMachine, PlanTexts.NotThere($"{volume.Project}/{volume.Name}"));
        Demand(!_volumes.Contains((volume.Pool, type, volume.Project, volume.Name)), PlanTexts.AlreadyThere($"{volume.Project}/{volume.Name}"));
        var id = AddRootVolumeRow(volume.Pool, volume.Project, volume.Name, volume.IsVirtualMachine, volume.CreatedAt, volume.Config);
        foreach (var snapshot in volume.Snapshots)
        {
            AddVolumeSide(id, snapshot);
        }
    }

    private void AddSnapshotRecord(PlannedSnapshotRecord record)
    {
        var label = $"{record.Project}/{record.Name}";
        if (record.OfVolume)
        {
            var volume = _volumes[(record.Pool, record.Type, record.Project, record.Name)].FirstOrDefault();
            Demand(volume is not null, PlanTexts.NotThere(label));
            Demand(!volume!.Snapshots.Contains(record.Snapshot.Name), PlanTexts.AlreadyThere($"{label}/{record.Snapshot.Name}"));
            AddVolumeSide(volume.Id, record.Snapshot);
        }

        if (record.OfInstance)
        {
            var instance = _contents.Instances.FirstOrDefault(known => (known.Project, known.Name) == (record.Project, record.Name));
            Demand(instance is not null, PlanTexts.NotThere(label));
            Demand(!instance!.Snapshots.Contains(record.Snapshot.Name), PlanTexts.AlreadyThere($"{label}/{record.Snapshot.Name}"));
            AddSnapshot(instance.Id, record.Snapshot);
        }
    }

    // Snapshots of custom volumes have no other side.
    private void AddVolumeSide(long volume, PlannedSnapshot snapshot)
    {
        if (snapshot.Volume is { } side)
        {
            AddVolumeSnapshot(volume, snapshot.Name, side.Description, side.CreatedAt, side.ExpiresAt, side.Config);
        }
        else
        {
            AddVolumeSnapshot(volume, snapshot.Name, snapshot.Description, snapshot.CreatedAt, snapshot.ExpiresAt, snapshot.Config);
        }
    }
}
