using System.Text.Json.Serialization;

namespace Recover.Core.Databases.Raft;

/// <summary>A file of a raft directory and what it is worth. Immutable.</summary>
public sealed record CheckedFile
{
    /// <summary>Its name; no path.</summary>
    public required string Name { get; init; }

    /// <summary>What it is by its name.</summary>
    public required CheckedFileKind Kind { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>
    /// Index of its first entry, by its name for closed segments and by its place for open ones; of a snapshot the first is 1. Null when it has none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? FirstIndex { get; init; }

    /// <summary>Index of its last entry; null when it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? LastIndex { get; init; }

    /// <summary>How it was found.</summary>
    public CheckedFileState State { get; init; }
}
