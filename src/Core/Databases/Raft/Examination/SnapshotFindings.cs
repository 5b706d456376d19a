using System.Collections.Immutable;
using System.Globalization;
using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>What is wrong with the snapshots, and what the daemon makes of it: it looks at descriptions only, and takes the newest.</summary>
internal sealed class SnapshotFindings(ImmutableArray<SnapshotVerdict> verdicts, DaemonView daemon, SegmentLog log)
{
    public IEnumerable<DatabaseFinding> All() => verdicts.SelectMany(Of);

    private IEnumerable<DatabaseFinding> Of(SnapshotVerdict verdict)
    {
        var snapshot = verdict.Snapshot;
        if (snapshot.File is null || snapshot.Meta is null)
        {
            var there = snapshot.File?.Name ?? snapshot.Meta!.Name;
            yield return Found.Of(DatabaseFindingCode.SnapshotOrphan, there, DaemonReaction.Starts, null, "");
        }

        if (snapshot is { MetaFault: { } metaFault, Meta: { } meta, File: not null })
        {
            var reaction = daemon.Snapshot is null ? DaemonReaction.Refuses : DaemonReaction.Starts;
            var text = reaction == DaemonReaction.Refuses ? MetaText(metaFault, meta) : "";
            yield return Found.Of(metaFault.Code, meta.Name, reaction, metaFault.Offset, text, metaFault.Arguments);
        }

        if (snapshot is { Fault: { } fault, File: { } file })
        {
            var (reaction, text) = daemon.Snapshot == snapshot && !IsPassedOver(snapshot, fault) ? Reaction(fault) : (DaemonReaction.Starts, "");
            yield return Found.Of(fault.Code, file.Name, reaction, fault.Offset, text, fault.Arguments);
        }

        var served = daemon.Snapshot == snapshot ? DaemonReaction.ServesWrongData : DaemonReaction.Starts;
        if (verdict.Proof is SnapshotProof.Disproved or SnapshotProof.Doubtful)
        {
            yield return Found.Of(
                DatabaseFindingCode.SnapshotDiffers, snapshot.Name.Name, served, verdict.Offset, "", $"{verdict.Different}", $"{verdict.First}");
        }

        if (verdict.Problem.Length > 0)
        {
            yield return Found.Of(DatabaseFindingCode.SnapshotPage, snapshot.Name.Name, served, null, "", verdict.Problem);
        }
    }

    // SQLite never reads the first page of the main file when an entry behind the snapshot has it anew.
    private bool IsPassedOver(SnapshotContents snapshot, SnapshotFault fault) => fault.IsPassedOver
        || (fault.Code == DatabaseFindingCode.SnapshotMagic
            && log.ReadFrom(snapshot.Index).Good.OfType<FramesEntry>().Any(entry => entry.IsCommit && entry.Pages.Contains(1u)));

    // The daemon reads the first part, then the configuration.
    private static string MetaText(SnapshotFault fault, RaftFile meta) => fault switch
    {
        { Code: DatabaseFindingCode.MetaChecksum } => $"read {meta.Name}: checksum mismatch",
        { Code: DatabaseFindingCode.MetaShort, Arguments: [_, var wanted] } => fault.Offset is { } read
            ? $"short read: {meta.Length - read} bytes instead of {long.Parse(wanted, CultureInfo.InvariantCulture) - read}"
            : $"short read: {meta.Length} bytes instead of {wanted}",
        _ => "",
    };

    private static (DaemonReaction Reaction, string Text) Reaction(SnapshotFault fault) => fault.Code switch
    {
        DatabaseFindingCode.SnapshotFormat => (DaemonReaction.Refuses, "raft_start(): "),
        DatabaseFindingCode.SnapshotMagic => (
            DaemonReaction.Refuses, "Failed to initialize global database: failed to open database: call open: receive: header: EOF"),
        DatabaseFindingCode.SnapshotShort => (DaemonReaction.Crashes, ""),
        DatabaseFindingCode.SnapshotWal => (DaemonReaction.Aborts, "vfs.c: vfsWalFrameGet: Assertion `w->tx != NULL' failed."),
        DatabaseFindingCode.SnapshotFrame => (DaemonReaction.Hangs, ""),
        _ => (DaemonReaction.Unknown, ""),
    };
}
