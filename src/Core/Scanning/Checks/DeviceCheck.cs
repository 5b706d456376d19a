using System.Collections.Immutable;
using Recover.Core.Findings;

namespace Recover.Core.Scanning.Checks;

/// <summary>What devices need of the host itself: parent interfaces of NICs and shared directories. Pools, volumes and networks are dependencies.</summary>
internal sealed class DeviceCheck : IVolumeCheck
{
    public void Check(VolumeExamination volume)
    {
        if (volume.Backup?.Instance is not { } instance)
        {
            return;
        }

        foreach (var (name, device) in instance.AllDevices)
        {
            switch (device.GetValueOrDefault("type"))
            {
                case "nic":
                    CheckParent(volume, name, device);
                    break;
                case "disk":
                    CheckHostPath(volume, name, device);
                    break;
                default:
                    break;
            }
        }
    }

    private static void CheckParent(VolumeExamination volume, string name, ImmutableSortedDictionary<string, string> device)
    {
        if (device.GetValueOrDefault("parent") is { Length: > 0 } parent
            && !device.ContainsKey("network")
            && !volume.Host.Interfaces.IsEmpty
            && !volume.Host.Interfaces.Contains(parent))
        {
            volume.Report(Finding.Of(FindingCode.ParentInterfaceMissing, name, parent).WithRaw($"{name}: parent: {parent}"));
        }
    }

    private static void CheckHostPath(VolumeExamination volume, string name, ImmutableSortedDictionary<string, string> device)
    {
        if (!device.ContainsKey("pool")
            && device.GetValueOrDefault("source") is ['/', ..] path
            && device.GetValueOrDefault("required") != "false"
            && !Path.Exists(path))
        {
            volume.Report(Finding.Of(FindingCode.DeviceHostPathMissing, name, path).WithRaw($"{name}: source: {path}"));
        }
    }
}
