using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Dependencies;
using Config = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;
using Devices = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<string, string>>;

namespace Recover.Core.Plans;

/// <summary>Applies answers about networks, pools, volumes and what the host has to devices.</summary>
internal static class DeviceChanges
{
    /// <summary>A local device that hides the one of a profile.</summary>
    public static Config Hidden { get; } = ConfigMaps.Empty.Add("type", "none");

    /// <summary>The devices with networks of the given project replaced by those that stand in for them.</summary>
    public static Devices Mapped(Devices devices, string networkProject, Decisions decisions)
    {
        foreach (var (name, config) in devices)
        {
            if (config.GetValueOrDefault("type") == "nic"
                && config.TryGetValue("network", out var network)
                && decisions.About(MissingKind.Network, networkProject, network)?.MapTo is { Length: > 0 } standIn)
            {
                devices = devices.SetItem(name, config.SetItem("network", standIn));
            }
        }

        return devices;
    }

    /// <summary>The local devices with those moved or left out that use something missing and were answered so.</summary>
    public static Devices Answered(Devices local, Devices ofProfiles, IReadOnlyList<Decision> needs, Action<string> leftOut)
    {
        foreach (var (name, config) in ofProfiles.SetItems(local))
        {
            var decision = needs.FirstOrDefault(need => Concerns(need.Question, config));
            if (decision?.DropsDevice == true)
            {
                leftOut(name);
                local = ofProfiles.ContainsKey(name) ? local.SetItem(name, Hidden) : local.Remove(name);
            }
            else if (decision?.MapTo is { Length: > 0 } standIn)
            {
                local = local.SetItem(name, Moved(decision.Question.Kind, config, standIn));
            }
        }

        return local;
    }

    private static bool Concerns(MissingObject question, Config config)
    {
        switch (question.Kind)
        {
            case MissingKind.HostPath:
                return config.GetValueOrDefault("type") == "disk" && !config.ContainsKey("pool") && config.GetValueOrDefault("source") == question.Name;
            case MissingKind.HostInterface:
                return config.GetValueOrDefault("type") == "nic" && !config.ContainsKey("network") && config.GetValueOrDefault("parent") == question.Name;
            default:
                break;
        }

        if (config.GetValueOrDefault("type") != "disk" || !config.TryGetValue("pool", out var pool) || RootDisk.Is(config))
        {
            return false;
        }

        return question.Kind switch
        {
            MissingKind.Pool => question.Name == pool,
            MissingKind.Volume => question.Name == $"{pool}/{config.GetValueOrDefault("source")}",
            _ => false,
        };
    }

    private static Config Moved(MissingKind kind, Config config, string standIn)
    {
        if (kind is MissingKind.Pool or MissingKind.HostInterface)
        {
            return config.SetItem(kind == MissingKind.Pool ? "pool" : "parent", standIn);
        }

        var parts = standIn.Split('/', 2);
        return parts.Length == 2 ? config.SetItem("pool", parts[0]).SetItem("source", parts[1]) : config.SetItem("source", standIn);
    }
}
