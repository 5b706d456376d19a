using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Scanning;
using Config = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;

namespace Recover.Core.Dependencies;

/// <summary>
/// Works out profiles that no file defines from what they made of their instances: what an instance had (expanded), less what was its own, less
/// what its other profiles give. Where several unknown profiles could have given the same, the one applied last gets it, which changes nothing
/// for these instances. What can't be told to belong to one profile is left out, and the plan gives it to the instances themselves.
/// </summary>
internal sealed class ProfileDerivation
{
    private const int MaximumProfiles = 200;

    private readonly Dictionary<(string Project, string Name), Definition> _known = [];
    private readonly Dictionary<(string Project, string Name), Definition> _derived = [];

    public ProfileDerivation(Inventory inventory, ProjectDeduction projects, ProfileCopies copies)
    {
        foreach (var profile in inventory.Database.Contents.Profiles.Where(profile => !ProfileNeeds.IsUntouched(profile)))
        {
            _known[(profile.Project, profile.Name)] = new Definition { Config = profile.Config, Devices = profile.Devices };
        }

        var witnesses = DependencyAnalyser.CandidateInstances(inventory)
            .Select(volume => volume.Backup!.Instance!)
            .Zip(DependencyAnalyser.CandidateInstances(inventory).Select(volume => projects.Effective(volume.Stored.Project, "profiles")))
            .Where(pair => pair.First is { ExpandedConfig: not null, ExpandedDevices: not null })
            .Select(pair => new Witness(pair.First, [.. pair.First.Profiles.Select(name => (pair.Second, name))]))
            .ToArray();
        foreach (var key in witnesses.SelectMany(witness => witness.Profiles).Distinct())
        {
            if (copies.Of(key.Project, key.Name) is [var best, ..])
            {
                _known[key] = best.Definition;
            }
        }

        DeriveAll(witnesses);
    }

    /// <summary>The definition worked out; null when no instance with the profile tells what it had.</summary>
    public Definition? Derive(string project, string name) => _derived.GetValueOrDefault((project, name));

    private void DeriveAll(Witness[] witnesses)
    {
        while (_derived.Count < MaximumProfiles)
        {
            var open = witnesses.Select(witness => (Witness: witness, Unknown: Unknown(witness))).Where(pair => pair.Unknown.Length > 0).ToArray();
            if (open.Length == 0)
            {
                return;
            }

            // An instance with one unknown profile tells for sure; only then those with several.
            var sure = open.Where(pair => pair.Unknown.Length == 1).ToArray();
            var telling = sure.Length > 0 ? sure : open;
            var key = telling.Select(pair => pair.Unknown[^1]).Min();
            var definition = Common(
                [.. telling.Where(pair => pair.Unknown[^1] == key).Select(pair => pair.Witness)],
                [.. witnesses.Where(witness => witness.Profiles.Contains(key)).Select(witness => witness.Instance)]);
            _derived[key] = definition;
            _known[key] = definition;
        }
    }

    private (string Project, string Name)[] Unknown(Witness witness) => [.. witness.Profiles.Where(key => !_known.ContainsKey(key)).Distinct()];

    /// <summary>
    /// What every telling witness shows, or may have hidden by a setting of its own; and nothing that any instance with the profile does not have at all, for that can't be
    /// taken away from it again.
    /// </summary>
    private Definition Common(Witness[] witnesses, BackupInstance[] users)
    {
        var left = witnesses.Select(witness => (witness.Instance, Config: LeftConfig(witness), Devices: LeftDevices(witness))).ToArray();
        var config = left.SelectMany(one => one.Config)
            .Where(pair => users.All(user => user.ExpandedConfig!.ContainsKey(pair.Key)))
            .Where(pair => left.All(one => one.Instance.Config.ContainsKey(pair.Key) || one.Config.GetValueOrDefault(pair.Key) == pair.Value))
            .DistinctBy(pair => pair.Key);
        var devices = left.SelectMany(one => one.Devices)
            .Where(pair => users.All(user => user.ExpandedDevices!.ContainsKey(pair.Key)))
            .Where(pair => left.All(one =>
                one.Instance.Devices.ContainsKey(pair.Key) || (one.Devices.TryGetValue(pair.Key, out var device) && device.SequenceEqual(pair.Value))))
            .DistinctBy(pair => pair.Key);
        return new Definition { Config = ConfigMaps.Empty.AddRange(config), Devices = ConfigMaps.NoDevices.AddRange(devices) };
    }

    private Dictionary<string, string> LeftConfig(Witness witness)
    {
        var given = witness.Profiles.Select(key => _known.GetValueOrDefault(key)).OfType<Definition>().ToArray();
        return witness.Instance.ExpandedConfig!
            .Where(pair => !witness.Instance.Config.ContainsKey(pair.Key)
                && !pair.Key.StartsWith("volatile.", StringComparison.Ordinal)
                && !pair.Key.StartsWith("image.", StringComparison.Ordinal)
                && given.All(definition => definition.Config.GetValueOrDefault(pair.Key) != pair.Value))
            .ToDictionary(StringComparer.Ordinal);
    }

    private Dictionary<string, Config> LeftDevices(Witness witness)
    {
        var given = witness.Profiles.Select(key => _known.GetValueOrDefault(key)).OfType<Definition>().ToArray();
        return witness.Instance.ExpandedDevices!
            .Where(pair => !witness.Instance.Devices.ContainsKey(pair.Key)
                && given.All(definition => !definition.Devices.TryGetValue(pair.Key, out var device) || !device.SequenceEqual(pair.Value)))
            .ToDictionary(StringComparer.Ordinal);
    }

    private sealed record Witness(BackupInstance Instance, ImmutableArray<(string Project, string Name)> Profiles);
}
