using System.Collections.Immutable;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Config = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;
using Devices = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<string, string>>;

namespace Recover.Core.Plans.Risks;

/// <summary>
/// Settings and devices that reach beyond their instance, or that Incus does not check. They come from files on a disk that anybody may have written, and the records go into the
/// database without the checks of Incus' own API; so each is named, to be looked at before it is accepted. Thread-safe.
/// </summary>
internal static class RiskyContent
{
    private const int MostShown = 300;

    /// <summary>What the records of a plan hold of that, with the item that holds it.</summary>
    public static IEnumerable<PlanNote> Of(PlannedRecords records)
    {
        foreach (var profile in records.Profiles)
        {
            // Whether its users are containers or virtual machines, a profile does not know.
            foreach (var finding in Of(profile.Definition.Config, profile.Definition.Devices, key => InstanceKeys.Find(key, true) ?? InstanceKeys.Find(key, false)))
            {
                yield return new PlanNote(PlanTexts.Need(MissingKind.Profile, $"{profile.Project}/{profile.Name}"), finding);
            }
        }

        foreach (var instance in records.Instances)
        {
            var own = Of(instance.Config, instance.Devices, key => InstanceKeys.Find(key, instance.IsVirtualMachine));
            var ofSnapshots = instance.Snapshots.SelectMany(snapshot => Of(snapshot.Config, snapshot.Devices, key => InstanceKeys.Find(key, instance.IsVirtualMachine)));
            foreach (var finding in own.Concat(ofSnapshots).DistinctBy(finding => (finding.Code, finding.Message, finding.Raw)))
            {
                yield return new PlanNote(instance.Label, finding);
            }
        }
    }

    private static IEnumerable<Finding> Of(Config config, Devices devices, Func<string, InstanceKey?> known)
    {
        foreach (var (key, value) in config)
        {
            if (Code(key, value, known) is { } code)
            {
                yield return Finding.Of(code, key).WithRaw($"{key}: {Cut(value)}");
            }
        }

        foreach (var (name, device) in devices)
        {
            if (Of(name, device) is { } finding)
            {
                yield return finding;
            }
        }
    }

    private static FindingCode? Code(string key, string value, Func<string, InstanceKey?> known) => key switch
    {
        _ when key.StartsWith("raw.", StringComparison.Ordinal) => FindingCode.RawSetting,
        "security.privileged" => IsTrue(value) ? FindingCode.PrivilegedContainer : null,
        "security.nesting" => IsTrue(value) ? FindingCode.NestingAllowed : null,
        "linux.kernel_modules" => FindingCode.KernelModulesLoaded,
        _ when key.StartsWith("security.syscalls.", StringComparison.Ordinal) => FindingCode.SystemCallsChanged,
        _ => known(key) is null ? FindingCode.UnknownSettingKept : null,
    };

    private static Finding? Of(string name, ImmutableSortedDictionary<string, string> device) => device.GetValueOrDefault("type") switch
    {
        "disk" when !device.ContainsKey("pool") && device.GetValueOrDefault("source") is ['/', ..] path => Finding.Of(FindingCode.HostPathShared, name, Cut(path)),
        "proxy" => Finding.Of(FindingCode.ProxyOpened, name, Cut(device.GetValueOrDefault("listen") ?? ""), Cut(device.GetValueOrDefault("connect") ?? "")),
        "unix-char" or "unix-block" => Finding.Of(FindingCode.HostDeviceShared, name, Cut(device.GetValueOrDefault("source") ?? device.GetValueOrDefault("path") ?? "")),
        _ => null,
    };

    private static bool IsTrue(string value) => value.ToUpperInvariant() is "TRUE" or "1" or "YES" or "ON";

    private static string Cut(string text) => text.Length > MostShown ? text[..MostShown] : text;
}
