using System.Collections.Immutable;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>A batch of entries, one append of raft, as it was read. Immutable.</summary>
/// <param name="State">How it was found.</param>
/// <param name="Offset">Where it begins.</param>
internal sealed record Batch(BatchState State, long Offset)
{
    /// <summary>Its entries; empty unless intact.</summary>
    public ImmutableArray<RaftEntry> Entries { get; init; } = [];

    /// <summary>How many entries its header says; known when the header is right.</summary>
    public int? Count { get; init; }

    /// <summary>Where it ends by its header; known when the header is right.</summary>
    public long? End { get; init; }

    /// <summary>Bytes that are there of what the file ends in.</summary>
    public long Found { get; init; }

    /// <summary>Bytes that should be there.</summary>
    public long Wanted { get; init; }

    public bool IsIntact => State == BatchState.Intact;

    /// <summary>What the daemon says of it (libraft's words, measured where the file was cut or a checksum was wrong).</summary>
    public string DaemonText => State switch
    {
        BatchState.Zeros or BatchState.NoEntries => "entries count in preamble is zero",
        BatchState.TooManyEntries => "entries count in preamble is too high",
        BatchState.ShortPreamble => $"read preamble: short read: {Found} bytes instead of {Wanted}",
        BatchState.ShortHeader => $"read header: short read: {Found} bytes instead of {Wanted}",
        BatchState.HeaderChecksum => "header checksum mismatch",
        BatchState.ShortData => $"read data: short read: {Found} bytes instead of {Wanted}",
        BatchState.DataChecksum => "data checksum mismatch",
        _ => "",
    };
}
