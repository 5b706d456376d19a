using System.Collections.Immutable;

namespace Recover.Core.Databases;

/// <summary>A row of <c>projects</c> with its config.</summary>
public sealed record ProjectRecord(long Id, string Name, string Description, ImmutableSortedDictionary<string, string> Config)
{
    /// <summary>True when the project keeps objects of this feature for itself (key <c>features.X</c> = true); the default project always does.</summary>
    public bool HasFeature(string feature) =>
        Name == "default" || (Config.TryGetValue($"features.{feature}", out var value) && value == "true");
}
