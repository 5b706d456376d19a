using Recover.Core.Findings;

namespace Recover.Core.Readiness.Checks;

/// <summary>What virtual machines need: the kernel's devices and QEMU.</summary>
internal sealed class VirtualMachineCheck : IStartCheck
{
    public IEnumerable<Finding> Check(StartingInstance instance, StartSurroundings surroundings)
    {
        if (instance.IsVirtualMachine && surroundings.Host.MissingForVirtualMachines is { Length: > 0 } missing)
        {
            yield return Finding.Of(FindingCode.VirtualMachinesUnsupported).WithRaw(string.Join(", ", missing));
        }
    }
}
