using System.Collections.Immutable;
using Recover.Core.Backups;
using Config = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;
using Devices = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<string, string>>;

namespace Recover.Core.Plans;

/// <summary>An instance starts only with exactly one root disk, and that must name the pool it lies on.</summary>
internal static class RootDisk
{
    /// <summary>Whether a device is a root disk.</summary>
    public static bool Is(Config config) =>
        config.GetValueOrDefault("type") == "disk"
        && config.GetValueOrDefault("path") == "/"
        && string.IsNullOrEmpty(config.GetValueOrDefault("source"));

    /// <summary>
    /// The local devices, unchanged when together with the profiles they give exactly one root disk on the pool. Otherwise with a local root
    /// disk there, as it was recorded, and every other hidden or removed.
    /// </summary>
    public static Devices Ensure(Devices local, Devices ofProfiles, Config? recorded, string pool)
    {
        var effective = ofProfiles.SetItems(local);
        var roots = effective.Where(device => Is(device.Value)).ToArray();
        if (roots is [var only] && only.Value.GetValueOrDefault("pool") == pool)
        {
            return local;
        }

        var own = roots.Where(root => local.ContainsKey(root.Key)).Select(root => root.Key).FirstOrDefault();
        var name = own ?? roots.Select(root => root.Key).FirstOrDefault() ?? FreeName(effective);
        var config = own is null ? recorded ?? roots.FirstOrDefault().Value ?? Bare : local[own];
        foreach (var root in roots.Where(root => root.Key != name))
        {
            local = ofProfiles.ContainsKey(root.Key) ? local.SetItem(root.Key, DeviceChanges.Hidden) : local.Remove(root.Key);
        }

        return local.SetItem(name, config.SetItem("pool", pool));
    }

    private static Config Bare { get; } = ConfigMaps.Empty.Add("type", "disk").Add("path", "/");

    private static string FreeName(Devices devices) =>
        Enumerable.Range(-1, 1000).Select(number => number < 0 ? "root" : $"root{number}").First(name => !devices.ContainsKey(name));
}
