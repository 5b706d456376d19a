using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Config = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;
using Devices = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<string, string>>;

namespace Recover.Core.Plans;

/// <summary>What the profiles of an instance give it, merged as Incus merges them: later ones win, devices as a whole.</summary>
internal sealed record Expansion(Config Config, Devices Devices)
{
    /// <summary>Merges profiles in apply order.</summary>
    public static Expansion Of(IEnumerable<Definition> profiles)
    {
        var merged = new Expansion(ConfigMaps.Empty, ConfigMaps.NoDevices);
        foreach (var profile in profiles)
        {
            merged = merged.Config.IsEmpty && merged.Devices.IsEmpty
                ? new Expansion(profile.Config, profile.Devices)
                : new Expansion(merged.Config.SetItems(profile.Config), merged.Devices.SetItems(profile.Devices));
        }

        return merged;
    }

    /// <summary>Names what the profiles gave the instance when its file was written and will not give it as it was.</summary>
    public void NoteDifferences(BackupInstance recorded, Devices local, Action<Finding> note)
    {
        foreach (var (key, value) in recorded.ExpandedConfig ?? ConfigMaps.Empty)
        {
            if (!recorded.Config.ContainsKey(key) && Config.GetValueOrDefault(key) != value)
            {
                note(Finding.Of(FindingCode.SettingWillDiffer, key));
            }
        }

        foreach (var (name, device) in recorded.ExpandedDevices ?? ConfigMaps.NoDevices)
        {
            if (!recorded.Devices.ContainsKey(name) && !AreEqual(local.GetValueOrDefault(name) ?? Devices.GetValueOrDefault(name), device))
            {
                note(Finding.Of(FindingCode.DeviceWillDiffer, name));
            }
        }

        if (recorded.ExpandedConfig is { } config)
        {
            foreach (var key in Config.Keys.Where(key => !config.ContainsKey(key)))
            {
                note(Finding.Of(FindingCode.SettingWillDiffer, key));
            }
        }

        if (recorded.ExpandedDevices is { } devices)
        {
            foreach (var name in Devices.Keys.Where(name => !devices.ContainsKey(name) && !local.ContainsKey(name)))
            {
                note(Finding.Of(FindingCode.DeviceWillDiffer, name));
            }
        }
    }

    private static bool AreEqual(Config? first, Config second) =>
        first is not null && (ReferenceEquals(first, second) || Filled(first).SequenceEqual(Filled(second)));

    private static IEnumerable<KeyValuePair<string, string>> Filled(Config config) => config.Where(pair => pair.Value.Length > 0);
}
