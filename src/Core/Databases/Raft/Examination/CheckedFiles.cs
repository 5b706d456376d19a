using System.Collections.Immutable;
using Recover.Core.Databases.Raft.Layout;
using Recover.Core.Findings;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>Tells of each file what it is, which entries it holds, and how it was found.</summary>
internal static class CheckedFiles
{
    public static ImmutableArray<CheckedFile> Of(RaftContents contents, RaftState? chosen, IReadOnlyCollection<DatabaseFinding> findings)
    {
        var opens = OpenRanges(contents.Log, chosen);
        var damaged = findings.Where(finding => finding.Severity == FindingSeverity.Error && finding.Code is not DatabaseFindingCode.Missing)
            .Select(finding => finding.File)
            .ToHashSet(StringComparer.Ordinal);
        var torn = findings.Where(finding => finding.Code == DatabaseFindingCode.Torn).Select(finding => finding.File).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. contents.Folder.Entries.Select(entry =>
            {
                var (first, last) = Range(entry.Name, opens);
                return new CheckedFile
                {
                    Name = entry.Name.Name,
                    Kind = entry.Name.Kind,
                    Size = entry.File?.Length ?? 0,
                    FirstIndex = first,
                    LastIndex = last,
                    State = IsLeftOut(entry) ? CheckedFileState.Ignored
                        : damaged.Contains(entry.Name.Name) ? CheckedFileState.Damaged
                        : torn.Contains(entry.Name.Name) ? CheckedFileState.Torn
                        : entry.Name.Kind == CheckedFileKind.OpenSegment && first is null ? CheckedFileState.Unused
                        : CheckedFileState.Intact,
                };
            }),
        ];
    }

    private static bool IsLeftOut(RaftFolderEntry entry) =>
        entry.Name.Kind is CheckedFileKind.Dump or CheckedFileKind.SetAside or CheckedFileKind.Temporary or CheckedFileKind.Unknown;

    private static (long? First, long? Last) Range(RaftFileName name, Dictionary<string, (long First, long Last)> opens) => name.Kind switch
    {
        CheckedFileKind.ClosedSegment => (name.First, name.Last),
        CheckedFileKind.Snapshot or CheckedFileKind.SnapshotMeta => (1, name.Last),
        CheckedFileKind.OpenSegment when opens.TryGetValue(name.Name, out var range) => range,
        _ => (null, null),
    };

    private static Dictionary<string, (long First, long Last)> OpenRanges(SegmentLog log, RaftState? chosen)
    {
        var next = (log.Closed.IsEmpty ? chosen?.Start?.Index ?? 0 : log.ClosedEnd) + 1;
        var ranges = new Dictionary<string, (long First, long Last)>(StringComparer.Ordinal);
        foreach (var segment in log.Open)
        {
            var count = segment.Good.Length + (segment.Behind.IsEmpty ? 0 : segment.Skipped + segment.Behind.Length);
            if (count > 0)
            {
                ranges[segment.Name.Name] = (next, next + count - 1);
                next += count;
            }
        }

        return ranges;
    }
}
