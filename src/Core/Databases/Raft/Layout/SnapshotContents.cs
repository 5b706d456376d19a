using System.Collections.Immutable;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>A snapshot with its description, as far as they could be read. Immutable.</summary>
internal sealed record SnapshotContents
{
    public required RaftFileName Name { get; init; }

    /// <summary>The data file; null when there is only a description.</summary>
    public RaftFile? File { get; init; }

    /// <summary>The description; null when there is only data.</summary>
    public RaftFile? Meta { get; init; }

    /// <summary>What is wrong with the description; null when it is right.</summary>
    public SnapshotFault? MetaFault { get; init; }

    /// <summary>What is wrong with the data; null when everything that can be checked is right.</summary>
    public SnapshotFault? Fault { get; init; }

    /// <summary>The servers of the description.</summary>
    public ImmutableArray<RaftServer> Servers { get; init; } = [];

    /// <summary>The pages; null when they could not be read.</summary>
    public PageMap? Pages { get; init; }

    /// <summary>Index of the last entry in it.</summary>
    public long Index => Name.Last;

    /// <summary>Term of that entry.</summary>
    public long Term => Name.First;

    /// <summary>True when the daemon would take it: it looks at the description only.</summary>
    public bool IsListed => File is { Length: > 0 } && Meta is not null && MetaFault is null;

    /// <summary>True when it can be built on.</summary>
    public bool IsUsable => IsListed && Fault is null && Pages is not null;
}
