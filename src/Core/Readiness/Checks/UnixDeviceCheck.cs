using Recover.Core.Findings;
using Recover.Core.Readiness.Resources;

namespace Recover.Core.Readiness.Checks;

/// <summary>Device files of the host that containers get by path. With both numbers given, the daemon makes the file itself (Incus 6.0.4).</summary>
internal sealed class UnixDeviceCheck : IStartCheck
{
    public IEnumerable<Finding> Check(StartingInstance instance, StartSurroundings surroundings)
    {
        foreach (var (name, device) in instance.DevicesOf("unix-char").Concat(instance.DevicesOf("unix-block")))
        {
            var path = device.GetValueOrDefault("source") ?? device.GetValueOrDefault("path");
            if (path is not { Length: > 0 }
                || (device.ContainsKey("major") && device.ContainsKey("minor"))
                || surroundings.Host.StateOf(path) != HostPathState.Absent)
            {
                continue;
            }

            var finding = Finding.Of(FindingCode.UnixDeviceMissing, name, path);
            var required = device.GetValueOrDefault("required") is not { } value || StartingInstance.IsTrue(value);
            yield return required ? finding : finding with { Severity = FindingSeverity.Info };
        }
    }
}
