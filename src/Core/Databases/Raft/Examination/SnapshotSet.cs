using System.Collections.Immutable;
using Recover.Core.Databases.Raft.Layout;
using Recover.Core.Storage;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>The snapshots of a directory with their descriptions, newest first.</summary>
internal sealed class SnapshotSet(FileBytes bytes, OpenDirectory work, string workDirectory, CancellationToken cancellationToken)
{
    private readonly List<RaftFile> _unpacked = [];

    /// <summary>Files that were unpacked into the working directory, for whoever cleans up.</summary>
    public IReadOnlyList<RaftFile> Unpacked => _unpacked;

    /// <exception cref="FileChangedException">A file changed.</exception>
    public ImmutableArray<SnapshotContents> Read(IEnumerable<RaftFolderEntry> entries)
    {
        var files = entries.Where(entry => entry.File is not null).ToDictionary(entry => entry.Name.Name, StringComparer.Ordinal);
        var names = files.Values
            .Where(entry => entry.Name.Kind is CheckedFileKind.Snapshot or CheckedFileKind.SnapshotMeta)
            .Select(entry => entry.Name.Kind == CheckedFileKind.Snapshot ? entry.Name.Name : entry.Name.Partner)
            .Distinct(StringComparer.Ordinal)
            .Select(RaftFileName.Parse)
            .OrderByDescending(name => name.First)
            .ThenByDescending(name => name.Last)
            .ThenByDescending(name => name.Time);
        return [.. names.Select(name => Read(name, files.GetValueOrDefault(name.Name)?.File, files.GetValueOrDefault(name.Partner)?.File))];
    }

    private SnapshotContents Read(RaftFileName name, RaftFile? file, RaftFile? meta)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var contents = new SnapshotContents { Name = name, File = file, Meta = meta };
        if (meta is not null)
        {
            var (servers, fault) = SnapshotMetaReader.Read(bytes, meta);
            contents = contents with { Servers = servers, MetaFault = fault };
        }

        if (file is null)
        {
            return contents;
        }

        if (SnapshotFrame.Is(bytes, file))
        {
            var (plain, problem) = SnapshotFrame.Unpack(bytes, file, work, workDirectory, cancellationToken);
            if (plain is null)
            {
                return contents with { Fault = new SnapshotFault(DatabaseFindingCode.SnapshotFrame, null, problem) };
            }

            _unpacked.Add(plain);
            file = plain;
        }

        var (pages, dataFault) = SnapshotDataReader.Read(bytes, file);
        return contents with { Pages = pages, Fault = dataFault };
    }
}
