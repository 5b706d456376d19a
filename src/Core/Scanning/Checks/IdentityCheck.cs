using Recover.Core.Findings;

namespace Recover.Core.Scanning.Checks;

/// <summary>Whether the backup file is about the instance in whose directory it lies.</summary>
internal sealed class IdentityCheck : IVolumeCheck
{
    public void Check(VolumeExamination volume)
    {
        var stored = volume.Stored;
        var type = volume.IsVirtualMachine ? "virtual-machine" : "container";
        if (volume.Backup?.Instance is { } instance)
        {
            // A file that was cut before the name says nothing about it; that it was cut is reported by itself.
            var isCut = instance.Name.Length == 0 && volume.Backup.Volume is null;
            if (!isCut && instance.Name != stored.Name)
            {
                volume.Report(Finding.Of(FindingCode.InstanceNameMismatch, instance.Name, stored.Name).WithRaw($"container.name: {instance.Name}"), VolumeState.Broken);
            }

            // Files of old servers leave the type of a container out.
            var instanceType = instance.Type.Length == 0 ? "container" : instance.Type;
            if (instanceType != type)
            {
                volume.Report(Finding.Of(FindingCode.InstanceTypeMismatch, instanceType, type).WithRaw($"container.type: {instanceType}"), VolumeState.Broken);
            }

            if (instance.Project.Length > 0 && instance.Project != stored.Project)
            {
                volume.Report(Finding.Of(FindingCode.ProjectMismatch, instance.Project, stored.Project).WithRaw($"container.project: {instance.Project}"));
            }
        }

        if (volume.Backup?.Volume is { } record)
        {
            if (record.Name != stored.Name)
            {
                volume.Report(Finding.Of(FindingCode.VolumeRecordNameMismatch, record.Name, stored.Name).WithRaw($"volume.name: {record.Name}"));
            }

            if (record.Type != type)
            {
                volume.Report(Finding.Of(FindingCode.VolumeRecordTypeMismatch, record.Type, type).WithRaw($"volume.type: {record.Type}"));
            }
        }
    }
}
