using Recover.Core.Findings;

namespace Recover.Core.Scanning.Checks;

/// <summary>Configuration keys and values that this host's daemon would refuse.</summary>
internal sealed class ConfigCheck : IVolumeCheck
{
    public void Check(VolumeExamination volume)
    {
        if (volume.Backup is not { Instance: { } instance } backup)
        {
            return;
        }

        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in backup.Snapshots.Select(snapshot => snapshot.Config).Prepend(instance.Config).SelectMany(config => config))
        {
            var known = InstanceKeys.Find(key, volume.IsVirtualMachine);
            if (known is null)
            {
                if (IsListOf(volume.Host.Version) && reported.Add(key))
                {
                    volume.Report(Finding.Of(FindingCode.ConfigKeyUnknown, key).WithRaw($"container.config: {key}"));
                }
            }
            else if (!known.Accepts(value) && reported.Add($"{key}={value}"))
            {
                volume.Report(Finding.Of(FindingCode.ConfigValueInvalid, key).WithRaw($"{key}: {value}"));
            }
        }
    }

    // The list is that of 6.0; a newer daemon knows more keys, so that nothing can be said about those.
    private static bool IsListOf(string? version) => version is null || version.StartsWith("6.0", StringComparison.Ordinal);
}
