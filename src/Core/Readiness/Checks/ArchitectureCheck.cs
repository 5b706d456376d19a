using Recover.Core.Findings;
using Recover.Core.Hosts;

namespace Recover.Core.Readiness.Checks;

/// <summary>Processors that the instance is made for.</summary>
internal sealed class ArchitectureCheck : IStartCheck
{
    public IEnumerable<Finding> Check(StartingInstance instance, StartSurroundings surroundings)
    {
        var host = surroundings.Host.Architecture;
        if (host.Length > 0 && !Architectures.Runs(host, instance.Architecture))
        {
            yield return Finding.Of(FindingCode.ArchitectureForeign, instance.Architecture, host);
        }
    }
}
