using Recover.Core.Databases.Raft.Layout;
using Recover.Core.Findings;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>What is wrong inside the segments, each on its own, and what the daemon makes of it where it stands.</summary>
internal sealed class SegmentFindings(SegmentLog log, DaemonView daemon)
{
    /// <summary>Size of an open segment: raft writes zeros ahead.</summary>
    private const int OpenSize = 8 << 20;

    public IEnumerable<DatabaseFinding> All() => log.Closed.SelectMany(Closed).Concat(log.Open.SelectMany(Open));

    private IEnumerable<DatabaseFinding> Closed(SegmentContents segment)
    {
        var name = segment.Name.Name;
        if (segment.Format is null)
        {
            yield return segment.File.Length == 0
                ? Found.Of(DatabaseFindingCode.Empty, name, Reaction(segment), null, "")
                : Found.Of(DatabaseFindingCode.TooShort, name, Reaction(segment), null, "", $"{segment.File.Length}", $"{SegmentReader.FormatSize}");
            yield break;
        }

        if (!segment.HasFormat)
        {
            yield return Found.Of(DatabaseFindingCode.Format, name, Reaction(segment), 0, "", $"{segment.Format}");
        }

        foreach (var fault in segment.Faults)
        {
            var code = Code(fault.Batch);
            var reaction = code == DatabaseFindingCode.CutShort && daemon.IsLast(segment) ? DaemonReaction.Refuses : Reaction(segment);
            var text = reaction == DaemonReaction.Refuses
                ? $"load closed segment {name}: entries batch {fault.Number} starting at byte {fault.Batch.Offset}: {fault.Batch.DaemonText}"
                : "";
            yield return Found.Of(code, name, reaction, fault.Batch.Offset, text, $"{fault.Number}");
        }

        if (segment.HasFormat && segment.Faults.IsEmpty && segment.Good.Length != segment.Declared)
        {
            yield return Found.Of(DatabaseFindingCode.EntryCount, name, Reaction(segment), null, "", $"{segment.Good.Length}", $"{segment.Declared}");
        }
    }

    private DaemonReaction Reaction(SegmentContents segment) =>
        !daemon.Loaded.Contains(segment) ? DaemonReaction.Starts
        : daemon.IsLast(segment) ? DaemonReaction.SetsAside
        : DaemonReaction.Refuses;

    private IEnumerable<DatabaseFinding> Open(SegmentContents segment)
    {
        var name = segment.Name.Name;
        if (segment.Format is null)
        {
            if (segment.File.Length > 0)
            {
                var text = $"load open segment {name}: file has only {segment.File.Length} bytes";
                yield return Found.Of(
                    DatabaseFindingCode.TooShort, name, DaemonReaction.Refuses, null, text, $"{segment.File.Length}", $"{SegmentReader.FormatSize}");
            }

            yield break;
        }

        if (!segment.HasFormat && !segment.IsUnused)
        {
            yield return Found.Of(DatabaseFindingCode.Format, name, DaemonReaction.SetsAside, 0, "", $"{segment.Format}");
        }

        var isFollowed = log.Open.Any(other => other.Name.First > segment.Name.First && !(other.Good.IsEmpty && other.Behind.IsEmpty));
        foreach (var fault in segment.Faults)
        {
            yield return OpenFault(segment, fault, isFollowed);
        }

        if (segment.HasFormat && segment.File.Length < OpenSize && !segment.Faults.Any(fault => Code(fault.Batch) == DatabaseFindingCode.CutShort))
        {
            // Where the zeros ahead are cut, nothing is lost; where the file ends with a batch, more may have been there.
            var severity = segment.GoodEnd == segment.File.Length ? FindingSeverity.Error : FindingSeverity.Warning;
            var finding = Found.Of(
                DatabaseFindingCode.OpenSize, name, DaemonReaction.StartsWithout, segment.File.Length, "", $"{segment.File.Length}", $"{OpenSize}");
            yield return finding with { Severity = severity };
        }
    }

    private static DatabaseFinding OpenFault(SegmentContents segment, SegmentFault fault, bool isFollowed)
    {
        var (name, offset, number) = (segment.Name.Name, fault.Batch.Offset, $"{fault.Number}");
        if (segment.IsTorn && !isFollowed)
        {
            return Found.Of(DatabaseFindingCode.Torn, name, DaemonReaction.DropsTail, offset, "", number);
        }

        var code = Code(fault.Batch);
        var reaction = code == DatabaseFindingCode.CutShort ? DaemonReaction.Crashes : isFollowed ? DaemonReaction.LosesAndMixes : DaemonReaction.LosesRest;
        return Found.Of(code, name, reaction, offset, "", number);
    }

    private static DatabaseFindingCode Code(Batch batch) => batch.State switch
    {
        BatchState.DataChecksum => DatabaseFindingCode.DataChecksum,
        BatchState.ShortPreamble or BatchState.ShortHeader or BatchState.ShortData => DatabaseFindingCode.CutShort,
        BatchState.Unreadable => DatabaseFindingCode.EntryUnreadable,
        _ => DatabaseFindingCode.HeaderChecksum,
    };
}
