using System.Collections.Immutable;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>What is wrong with a snapshot or its description. Immutable.</summary>
/// <param name="Code">The finding.</param>
/// <param name="Offset">Byte where it begins; null when it is about the whole file.</param>
/// <param name="Arguments">Values for its words, after the name of the file.</param>
internal sealed record SnapshotFault(DatabaseFindingCode Code, long? Offset, params ImmutableArray<string> Arguments)
{
    /// <summary>True when the daemon does not look at what is wrong, because the write-ahead log has that page anew.</summary>
    public bool IsPassedOver { get; init; }
}
