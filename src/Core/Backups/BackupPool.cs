using System.Collections.Immutable;

namespace Recover.Core.Backups;

/// <summary>The <c>pool:</c> section. Immutable.</summary>
public sealed record BackupPool
{
    public string Name { get; init; } = "";
    public string Driver { get; init; } = "";
    public string Description { get; init; } = "";
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;
}
