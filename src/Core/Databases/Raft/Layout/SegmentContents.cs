using System.Collections.Immutable;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>What a segment holds. Immutable.</summary>
internal sealed record SegmentContents
{
    /// <summary>What the name says.</summary>
    public required RaftFileName Name { get; init; }

    public required RaftFile File { get; init; }

    /// <summary>Entries up to the first fault.</summary>
    public ImmutableArray<RaftEntry> Good { get; init; } = [];

    /// <summary>Intact entries behind the first fault.</summary>
    public ImmutableArray<RaftEntry> Behind { get; init; } = [];

    /// <summary>Entries that lie between the two, as far as their number is known; at least 1 when there is a fault.</summary>
    public int Skipped { get; init; }

    /// <summary>What is wrong, in the order of the file.</summary>
    public ImmutableArray<SegmentFault> Faults { get; init; } = [];

    /// <summary>The first 8 bytes; null when the file is shorter.</summary>
    public ulong? Format { get; init; }

    /// <summary>Where the good part ends.</summary>
    public long GoodEnd { get; init; }

    /// <summary>True for an open segment that nothing was written to.</summary>
    public bool IsUnused { get; init; }

    /// <summary>True when the only fault is a last write that a crash cut short.</summary>
    public bool IsTorn { get; init; }

    /// <summary>Entries by the name of a closed segment; 0 for an open one.</summary>
    public long Declared => Name.Kind == CheckedFileKind.ClosedSegment ? Name.Last - Name.First + 1 : 0;

    public bool HasFormat => Format == 1;

    /// <summary>True when nothing is wrong, or only the tail is torn.</summary>
    public bool IsSound => IsUnused || (HasFormat && (Faults.IsEmpty || IsTorn) && (Declared == 0 || Declared == Good.Length));
}
