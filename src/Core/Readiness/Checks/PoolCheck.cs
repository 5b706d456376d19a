using Recover.Core.Findings;
using Recover.Core.Readiness.Resources;

namespace Recover.Core.Readiness.Checks;

/// <summary>What the kernel and the programs of this host must do for the pool of the root disk, without which the pool is unavailable.</summary>
internal sealed class PoolCheck : IStartCheck
{
    public IEnumerable<Finding> Check(StartingInstance instance, StartSurroundings surroundings)
    {
        if (!surroundings.Pools.TryGetValue(instance.Pool, out var driver))
        {
            yield break;
        }

        foreach (var program in PoolNeeds.Programs(driver).Where(program => !surroundings.Host.HasProgram(program)))
        {
            yield return Finding.Of(FindingCode.PoolProgramMissing, program, instance.Pool, driver);
        }

        foreach (var fileSystem in PoolNeeds.FileSystems(driver).Append(instance.RootFileSystem).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (!surroundings.Host.Kernel.HasFileSystem(fileSystem))
            {
                yield return Finding.Of(FindingCode.KernelFeatureMissing, fileSystem, instance.Pool);
            }
        }
    }
}
