using Recover.Core.Findings;
using Recover.Core.Hosts;

namespace Recover.Core.Scanning.Checks;

/// <summary>Whether this host can run the instance.</summary>
internal sealed class PlatformCheck : IVolumeCheck
{
    public void Check(VolumeExamination volume)
    {
        if (volume.IsVirtualMachine && volume.State != VolumeState.Broken && !volume.Host.SupportsVirtualMachines)
        {
            volume.Report(Finding.Of(FindingCode.VirtualMachinesUnsupported).WithRaw("container.type: virtual-machine"));
        }

        if (volume.Backup?.Instance?.Architecture is not { } architecture)
        {
            return;
        }

        if (!Architectures.IsKnown(architecture))
        {
            volume.Report(Finding.Of(FindingCode.ArchitectureUnknown, architecture).WithRaw($"container.architecture: {architecture}"), VolumeState.Broken);
        }
        else if (!Architectures.Runs(volume.Host.Architecture, architecture))
        {
            volume.Report(Finding.Of(FindingCode.ArchitectureForeign, architecture, volume.Host.Architecture).WithRaw($"container.architecture: {architecture}"));
        }
    }
}
