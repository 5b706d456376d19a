using System.Collections.Immutable;

namespace Recover.Core.Backups;

/// <summary>One entry of the <c>profiles:</c> section: a full definition. Immutable.</summary>
public sealed record BackupProfile
{
    public string Name { get; init; } = "";

    /// <summary>The project the profile belongs to: the instance's when that has <c>features.profiles</c>, else <c>default</c>; empty in old files.</summary>
    public string Project { get; init; } = "";

    public string Description { get; init; } = "";
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Devices { get; init; } = ConfigMaps.NoDevices;
}
