using System.Collections.Immutable;
using Recover.Core.Backups;

namespace Recover.Core.Readiness;

/// <summary>An instance as the daemon would start it: its own settings over those of its profiles. Immutable.</summary>
public sealed record StartingInstance
{
    public required string Project { get; init; }
    public required string Name { get; init; }
    public required bool IsVirtualMachine { get; init; }

    /// <summary>Incus' name of the architecture it is made for.</summary>
    public required string Architecture { get; init; }

    /// <summary>True when it runs now.</summary>
    public bool Running { get; init; }

    /// <summary>The pool of its root disk.</summary>
    public required string Pool { get; init; }

    /// <summary>The file system inside its root volume where the pool keeps it on a block device of its own; null elsewhere.</summary>
    public string? RootFileSystem { get; init; }

    /// <summary>The project its networks lie in.</summary>
    public required string NetworkProject { get; init; }

    /// <summary>The project its custom volumes lie in.</summary>
    public required string VolumeProject { get; init; }

    /// <summary>Keys of profiles and its own.</summary>
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;

    /// <summary>Devices of profiles and its own.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices { get; init; } = ConfigMaps.NoDevices;

    /// <summary><c>project/name</c>.</summary>
    public string Label => $"{Project}/{Name}";

    /// <summary>Devices of one type.</summary>
    internal IEnumerable<(string Name, ImmutableSortedDictionary<string, string> Device)> DevicesOf(string type) =>
        Devices.Where(device => device.Value.GetValueOrDefault("type") == type).Select(device => (device.Key, device.Value));

    /// <summary>Whether a key is set to what Incus reads as true.</summary>
    internal bool IsSet(string key) => IsTrue(Config.GetValueOrDefault(key));

    /// <summary>Whether Incus reads a value as true.</summary>
    internal static bool IsTrue(string? value) => value?.ToUpperInvariant() is "TRUE" or "1" or "YES" or "ON";
}
