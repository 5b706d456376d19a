using System.Collections.Immutable;

namespace Recover.Core.Backups;

/// <summary>Empty maps of config keys and devices, ordered by ordinal comparison. Thread-safe.</summary>
public static class ConfigMaps
{
    public static ImmutableSortedDictionary<string, string> Empty { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> NoDevices { get; } =
        ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, string>>(StringComparer.Ordinal);
}
