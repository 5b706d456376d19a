using System.Collections.Immutable;
using Recover.Core.Databases;
using Config = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;

namespace Recover.Core.Plans;

/// <summary>Gives each instance a UUID of its own. Used by one build.</summary>
internal sealed class UuidRegistry(DatabaseContents contents, Func<Guid> random)
{
    private const string Uuid = "volatile.uuid";
    private const string Generation = "volatile.uuid.generation";

    private readonly Dictionary<string, string> _owners = contents.Instances
        .Where(instance => instance.Uuid is not null)
        .GroupBy(instance => instance.Uuid!, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => $"{group.First().Project}/{group.First().Name}", StringComparer.OrdinalIgnoreCase);

    /// <summary>The config with a UUID no other instance has, and who has the recorded one; null when it was free or there was none.</summary>
    public (Config Config, string? Owner) Own(Config config, string label)
    {
        if (!config.TryGetValue(Uuid, out var recorded))
        {
            return (Renewed(config, label), null);
        }

        if (_owners.TryGetValue(recorded, out var owner))
        {
            return (Renewed(config, label), owner);
        }

        _owners[recorded] = label;
        return (config.ContainsKey(Generation) ? config : config.Add(Generation, recorded), null);
    }

    /// <summary>A snapshot's config, following its instance when that got a new UUID.</summary>
    public static Config Follow(Config snapshot, Config recorded, Config planned)
    {
        foreach (var key in (string[])[Uuid, Generation])
        {
            if (snapshot.TryGetValue(key, out var value) && recorded.GetValueOrDefault(key) == value && planned.TryGetValue(key, out var renewed))
            {
                snapshot = snapshot.SetItem(key, renewed);
            }
        }

        return snapshot;
    }

    private Config Renewed(Config config, string label)
    {
        var uuid = random().ToString("D");
        _owners[uuid] = label;
        return config.SetItem(Uuid, uuid).SetItem(Generation, uuid);
    }
}
