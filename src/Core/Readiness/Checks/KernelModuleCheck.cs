using Recover.Core.Findings;

namespace Recover.Core.Readiness.Checks;

/// <summary>Kernel modules that the daemon loads before it starts the container.</summary>
internal sealed class KernelModuleCheck : IStartCheck
{
    private static readonly char[] Separators = [',', ' '];

    public IEnumerable<Finding> Check(StartingInstance instance, StartSurroundings surroundings)
    {
        var modules = instance.Config.GetValueOrDefault("linux.kernel_modules") ?? "";
        foreach (var module in modules.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(100))
        {
            if (!surroundings.Host.Kernel.HasModule(module))
            {
                yield return Finding.Of(FindingCode.KernelModuleMissing, module);
            }
        }
    }
}
