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
        else if (architecture != volume.Host.Architecture && !RunsOn(volume.Host.Architecture, architecture))
        {
            volume.Report(Finding.Of(FindingCode.ArchitectureForeign, architecture, volume.Host.Architecture).WithRaw($"container.architecture: {architecture}"));
        }
    }

    // Processors that run 32-bit containers beside their own kind.
    private static bool RunsOn(string host, string guest) => (host, guest) is
        ("x86_64", "i686")
        or ("aarch64", "armv6l" or "armv7l" or "armv8l")
        or ("ppc64", "ppc")
        or ("mips64", "mips");
}
