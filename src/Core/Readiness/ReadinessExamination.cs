using System.Collections.Immutable;
using Recover.Core.Findings;
using Recover.Core.Readiness.Checks;

namespace Recover.Core.Readiness;

/// <summary>Tells of instances whether they will start on this host. Only reads; nothing it finds keeps an instance from being recovered. Thread-safe.</summary>
internal static class ReadinessExamination
{
    private static readonly ImmutableArray<IStartCheck> Checks =
    [
        new ArchitectureCheck(),
        new VirtualMachineCheck(),
        new IdMapCheck(),
        new PoolCheck(),
        new DiskCheck(),
        new NetworkCardCheck(),
        new AddressCheck(),
        new HardwareAddressCheck(),
        new UnixDeviceCheck(),
        new HardwareCheck(),
        new KernelModuleCheck(),
        new MemoryCheck(),
    ];

    /// <summary>One answer for each instance, in the same order.</summary>
    public static ImmutableArray<InstanceReadiness> Examine(ImmutableArray<StartingInstance> instances, StartSurroundings surroundings) =>
        [.. instances.Select(instance => Examine(instance, surroundings))];

    private static InstanceReadiness Examine(StartingInstance instance, StartSurroundings surroundings)
    {
        var findings = Checks.SelectMany(check => check.Check(instance, surroundings)).OrderByDescending(finding => finding.Severity).ToImmutableArray();
        var forecast = instance.Running ? StartForecast.Running
            : findings.Any(finding => finding.Severity > FindingSeverity.Info) ? StartForecast.NotReady
            : StartForecast.Ready;
        return new InstanceReadiness(instance.Project, instance.Name, forecast, findings);
    }

    /// <summary>True for what is found anew, so that what a scan found of it before the questions were answered need not be said again.</summary>
    public static bool IsFoundAnew(FindingCode code) =>
        code is FindingCode.ArchitectureForeign
        or FindingCode.VirtualMachinesUnsupported
        or FindingCode.ParentInterfaceMissing
        or FindingCode.DeviceHostPathMissing
        or FindingCode.DevicePoolMissing
        or FindingCode.DeviceVolumeMissing;
}
