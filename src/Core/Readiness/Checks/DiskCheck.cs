using Recover.Core.Findings;
using Recover.Core.Readiness.Resources;

namespace Recover.Core.Readiness.Checks;

/// <summary>What disks attach: volumes of pools, and paths of the host. A disk that is not required may be missing.</summary>
internal sealed class DiskCheck : IStartCheck
{
    public IEnumerable<Finding> Check(StartingInstance instance, StartSurroundings surroundings)
    {
        foreach (var (name, device) in instance.DevicesOf("disk"))
        {
            if (device.GetValueOrDefault("source") is not { Length: > 0 } source)
            {
                continue;
            }

            var required = device.GetValueOrDefault("required") is not { } value || StartingInstance.IsTrue(value);
            var finding = device.GetValueOrDefault("pool") is { Length: > 0 } pool
                ? Volume(instance, surroundings, name, pool, source)
                : source[0] == '/' ? HostPath(surroundings, name, source) : null;
            if (finding is not null)
            {
                yield return required ? finding : finding with { Severity = FindingSeverity.Info };
            }
        }
    }

    private static Finding? Volume(StartingInstance instance, StartSurroundings surroundings, string name, string pool, string source)
    {
        if (!surroundings.Pools.ContainsKey(pool))
        {
            return Finding.Of(FindingCode.DevicePoolMissing, name, pool);
        }

        return surroundings.Volumes.Contains((pool, instance.VolumeProject, source.Split('/')[0]))
            ? null
            : Finding.Of(FindingCode.DeviceVolumeMissing, name, source, pool);
    }

    private static Finding? HostPath(StartSurroundings surroundings, string name, string path) => surroundings.Host.StateOf(path) switch
    {
        HostPathState.Absent => Finding.Of(FindingCode.DeviceHostPathMissing, name, path),
        HostPathState.Unseen => Finding.Of(FindingCode.HostPathUnseen, name, path),
        _ => null,
    };
}
