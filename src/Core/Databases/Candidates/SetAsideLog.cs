using System.Globalization;
using Recover.Core.Databases.Raft;
using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Candidates;

/// <summary>
/// The log as it was before the daemon set segments aside: it renames a damaged segment and those that follow to <c>corrupt-NANOSECONDS-NAME</c> and goes on
/// writing under the same indexes. A renamed file keeps the time of its last write, so that what was written later is known, and left out.
/// </summary>
internal static class SetAsideLog
{
    /// <summary>Makes such a directory from copies; false when nothing was set aside. The directory is private and must not exist.</summary>
    /// <exception cref="IOException">The directory can't be read or the copy not written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public static bool Make(string place, string to, CancellationToken cancellationToken)
    {
        using var folder = RaftFolder.Open(place);
        var aside = folder?.Entries
            .Where(entry => entry.File is not null)
            .Select(entry => (entry.File, Name: NameBefore(entry.Name.Name)))
            .Where(entry => entry.Name is not null)
            .DistinctBy(entry => entry.Name)
            .ToList() ?? [];
        if (aside.Count == 0)
        {
            return false;
        }

        Directory.CreateDirectory(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var firstIndex = aside.Min(entry => RaftFileName.Parse(entry.Name!) is { Kind: CheckedFileKind.ClosedSegment } closed ? closed.First : long.MaxValue);
        var last = aside.Max(entry => entry.File!.ModifiedAt);
        foreach (var (file, name) in aside)
        {
            Copy(file!, Path.Combine(to, name!), cancellationToken);
        }

        foreach (var entry in folder!.Entries.Where(entry => entry.File is not null && Stays(entry, firstIndex, last)))
        {
            Copy(entry.File!, Path.Combine(to, entry.Name.Name), cancellationToken);
        }

        return true;
    }

    /// <summary>The name that a file had before it was set aside; null when it was not a segment.</summary>
    public static string? NameBefore(string name) =>
        name.Split('-', 3) is ["corrupt", var time, var before]
        && ulong.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && RaftFileName.Parse(before).Kind is CheckedFileKind.ClosedSegment or CheckedFileKind.OpenSegment
            ? before
            : null;

    private static bool Stays(RaftFolderEntry entry, long firstIndex, DateTimeOffset last) => entry.Name.Kind switch
    {
        CheckedFileKind.Metadata => true,
        CheckedFileKind.ClosedSegment => entry.Name.Last < firstIndex && entry.File!.ModifiedAt <= last,
        CheckedFileKind.Snapshot or CheckedFileKind.SnapshotMeta => entry.File!.ModifiedAt <= last,
        _ => false,
    };

    private static void Copy(RaftFile file, string to, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var source = new FileStream(file.Open(), FileAccess.Read, bufferSize: 0);
        using var target = new FileStream(
            to,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        source.CopyTo(target, 1 << 20);
    }
}
