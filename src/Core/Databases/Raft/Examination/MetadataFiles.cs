using System.Buffers.Binary;
using System.Collections.Immutable;
using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>
/// The metadata files: 32 bytes of format 1, version, term and vote (8 each, little endian), without a checksum; the one with the higher version counts.
/// </summary>
internal sealed class MetadataFiles
{
    private const int Size = 32;

    private MetadataFiles(RaftMetadata? current, ImmutableArray<DatabaseFinding> findings) => (Current, Findings) = (current, findings);

    /// <summary>The one that counts; null when none can be read.</summary>
    public RaftMetadata? Current { get; }

    public ImmutableArray<DatabaseFinding> Findings { get; }

    /// <exception cref="FileChangedException">A file changed.</exception>
    public static MetadataFiles Read(FileBytes bytes, RaftFolder folder)
    {
        var read = new List<RaftMetadata>();
        var findings = ImmutableArray.CreateBuilder<DatabaseFinding>();
        var hasFirstSegment = folder.Entries.Any(entry => entry.Name is { Kind: CheckedFileKind.ClosedSegment, First: 1, Last: 1 });
        var withoutAny = hasFirstSegment ? DaemonReaction.RefusesOnce : DaemonReaction.Starts;
        var files = folder.Entries.Where(entry => entry.Name.Kind == CheckedFileKind.Metadata && entry.File is not null).Select(entry => entry.File!);
        foreach (var file in files)
        {
            if (Fault(bytes, file, withoutAny) is { } fault)
            {
                findings.Add(fault);
            }

            if (file.Length >= Size && Parse(file.Name, bytes.At(file, 0, Size)) is { } metadata)
            {
                read.Add(metadata);
            }
        }

        if (read is [var one, var other] && one.Version == other.Version)
        {
            var text = $"metadata1 and metadata2 are both at version {one.Version}";
            findings.Add(Found.Of(DatabaseFindingCode.MetadataTie, other.File, DaemonReaction.Refuses, null, text, $"{one.Version}"));
        }

        if (read.Count == 0 && findings.Count == 0)
        {
            findings.Add(Found.Of(DatabaseFindingCode.MetadataMissing, "", withoutAny, null, hasFirstSegment ? "raft_bootstrap(): " : ""));
        }

        // The daemon deletes a file that is too short, and goes on with the other one.
        var told = findings.Select(finding => read.Count > 0 && finding.Reaction == DaemonReaction.RefusesOnce ? finding with { Reaction = DaemonReaction.Starts } : finding);
        return new MetadataFiles(read.MaxBy(metadata => metadata.Version), [.. told]);
    }

    private static RaftMetadata? Parse(string name, ReadOnlySpan<byte> bytes)
    {
        var version = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
        var term = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes) == 1 && version > 0 && term > 0
            ? new RaftMetadata(name, version, term, BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]))
            : null;
    }

    private static DatabaseFinding? Fault(FileBytes bytes, RaftFile file, DaemonReaction withoutAny)
    {
        if (file.Length < Size)
        {
            return Found.Of(DatabaseFindingCode.MetadataShort, file.Name, withoutAny, null, "", $"{file.Length}");
        }

        var content = bytes.At(file, 0, Size);
        var format = BinaryPrimitives.ReadUInt64LittleEndian(content);
        if (format != 1)
        {
            var text = $"decode content of {file.Name}: bad format version {format}";
            return Found.Of(DatabaseFindingCode.MetadataFormat, file.Name, DaemonReaction.Refuses, 0, text, $"{format}");
        }

        if (BinaryPrimitives.ReadInt64LittleEndian(content[8..]) <= 0)
        {
            var text = $"decode content of {file.Name}: version is set to zero";
            return Found.Of(DatabaseFindingCode.MetadataVersion, file.Name, DaemonReaction.Refuses, 8, text);
        }

        if (file.Length > Size)
        {
            var text = $"{file.Name} has size {file.Length} instead of {Size}";
            return Found.Of(DatabaseFindingCode.MetadataLong, file.Name, DaemonReaction.Refuses, Size, text, $"{file.Length}");
        }

        return BinaryPrimitives.ReadInt64LittleEndian(content[16..]) <= 0
            ? Found.Of(DatabaseFindingCode.MetadataTerm, file.Name, withoutAny, 16, "")
            : null;
    }
}
