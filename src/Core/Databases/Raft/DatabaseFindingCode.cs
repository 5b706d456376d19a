using System.Text.Json.Serialization;

namespace Recover.Core.Databases.Raft;

/// <summary>
/// Everything that can be wrong with a raft directory. Words and severity live in <c>RaftTexts.resx</c> (<c>CODE.Severity</c>, <c>CODE.Message</c>,
/// <c>CODE.Remedy</c>; {0} is the file, {1}, {2} … are the arguments named here).
/// </summary>
public enum DatabaseFindingCode
{
    // Directory
    /// <summary>There is no directory {1}.</summary>
    DirectoryMissing,

    /// <summary>The directory {1} holds no log.</summary>
    DirectoryEmpty,

    /// <summary>Its owner may not write to the directory {1}.</summary>
    DirectoryReadOnly,

    /// <summary>The directory can't be read: {1}.</summary>
    DirectoryUnreadable,

    /// <summary>Files changed while they were read.</summary>
    ChangedWhileRead,

    /// <summary>A file with a name of the log is a link, a directory, or can't be read: {1}.</summary>
    FileUnreadable,

    /// <summary>Metadata is there, but neither a segment nor a snapshot.</summary>
    NoLog,

    /// <summary>A segment that the daemon set aside in an earlier start.</summary>
    SetAside,

    // Metadata
    /// <summary>There is no metadata file.</summary>
    MetadataMissing,

    /// <summary>It has {1} bytes, fewer than 32.</summary>
    MetadataShort,

    /// <summary>It has {1} bytes, more than 32.</summary>
    MetadataLong,

    /// <summary>Its format is {1} instead of 1.</summary>
    MetadataFormat,

    /// <summary>Its version is 0.</summary>
    MetadataVersion,

    /// <summary>Its term is 0.</summary>
    MetadataTerm,

    /// <summary>Both files have the version {1}.</summary>
    MetadataTie,

    /// <summary>An entry has the term {1}, later than the {2} of the metadata.</summary>
    TermAhead,

    // Segments
    /// <summary>The last write of an open segment is incomplete.</summary>
    Torn,

    /// <summary>The header of batch {1} does not fit its checksum, or is no header.</summary>
    HeaderChecksum,

    /// <summary>The data of batch {1} does not fit its checksum.</summary>
    DataChecksum,

    /// <summary>The file ends inside batch {1}.</summary>
    [JsonStringEnumMemberName("short")]
    CutShort,

    /// <summary>It has {1} bytes where {2} are needed to be anything.</summary>
    TooShort,

    /// <summary>The file is empty.</summary>
    Empty,

    /// <summary>Its format is {1} instead of 1.</summary>
    Format,

    /// <summary>It holds {1} entries, by its name {2}.</summary>
    EntryCount,

    /// <summary>Batch {1} fits its checksums, but what it says is not understood.</summary>
    EntryUnreadable,

    /// <summary>An open segment has {1} bytes instead of {2}.</summary>
    OpenSize,

    /// <summary>The segments leave out the entries {1} to {2}.</summary>
    Gap,

    /// <summary>The entries from {1} on, which are needed, are missing, or can't be placed.</summary>
    Missing,

    /// <summary>It holds entries that another segment, {1}, has too.</summary>
    Overlap,

    /// <summary>The first segment, which says who takes part, is missing or damaged.</summary>
    BootstrapLost,

    /// <summary>The open segments continue a log that ends at {1}, before the snapshot at {2}.</summary>
    OpenBehindSnapshot,

    /// <summary>An entry has a lower term than one before it, in this segment.</summary>
    TermOrder,

    // Snapshots
    /// <summary>The description of a snapshot has {1} bytes, too few.</summary>
    MetaShort,

    /// <summary>The description of a snapshot has the format {1} instead of 1.</summary>
    MetaFormat,

    /// <summary>The description of a snapshot does not fit its checksum.</summary>
    MetaChecksum,

    /// <summary>A snapshot without its description, or the other way round.</summary>
    SnapshotOrphan,

    /// <summary>The first bytes of a snapshot are not what they should be.</summary>
    SnapshotFormat,

    /// <summary>A snapshot holds no SQLite file of pages of 4096 bytes.</summary>
    SnapshotMagic,

    /// <summary>A snapshot has {1} bytes instead of {2}.</summary>
    SnapshotShort,

    /// <summary>The write-ahead log in a snapshot is cut or changed.</summary>
    SnapshotWal,

    /// <summary>A compressed snapshot can't be unpacked: {1}.</summary>
    SnapshotFrame,

    /// <summary>SQLite finds the database in a snapshot not sound: {1}.</summary>
    SnapshotPage,

    /// <summary>A snapshot differs from what the log says, in {1} pages; the first is {2}.</summary>
    SnapshotDiffers,

    // What comes out
    /// <summary>{1} pages of the database are nowhere to be found.</summary>
    PagesMissing,

    /// <summary>SQLite finds the database that was read not sound: {1}.</summary>
    Integrity,

    /// <summary>Rows point to rows that are not there: {1}.</summary>
    ForeignKeys,
}
