using System.Collections.Immutable;

namespace Recover.Core.Backups;

/// <summary>The <c>volume:</c> section. Immutable.</summary>
public sealed record BackupVolume
{
    public string Name { get; init; } = "";
    public string Type { get; init; } = "";
    public string ContentType { get; init; } = "";
    public string Project { get; init; } = "";
    public string Description { get; init; } = "";
    public IncusTime? CreatedAt { get; init; }
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;
}
