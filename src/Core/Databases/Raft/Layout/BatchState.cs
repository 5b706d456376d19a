namespace Recover.Core.Databases.Raft.Layout;

/// <summary>How a batch of entries was found.</summary>
internal enum BatchState
{
    Intact,

    /// <summary>Sixteen zeros where its header would begin.</summary>
    Zeros,

    /// <summary>The header says that it has no entries.</summary>
    NoEntries,

    /// <summary>The header says more entries than raft writes.</summary>
    TooManyEntries,

    /// <summary>The file ends inside the first sixteen bytes.</summary>
    ShortPreamble,

    /// <summary>The file ends inside the header.</summary>
    ShortHeader,

    HeaderChecksum,

    /// <summary>The header is right and the file ends inside the data.</summary>
    ShortData,

    /// <summary>The header is right and the data is not.</summary>
    DataChecksum,

    /// <summary>Both checksums are right, and what they cover is not understood.</summary>
    Unreadable,
}
