using System.Collections.Immutable;
using Recover.Core.Storage;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>A raft directory held open, with its entries as they were when it was opened. Thread-safe until disposed.</summary>
internal sealed class RaftFolder : IDisposable
{
    /// <summary>More entries than this are no raft directory: a daemon keeps some tens.</summary>
    private const int MostEntries = 10_000;

    private readonly OpenDirectory _directory;

    private RaftFolder(OpenDirectory directory, ImmutableArray<RaftFolderEntry> entries) => (_directory, Entries) = (directory, entries);

    /// <summary>Entries in ordinal order of their names.</summary>
    public ImmutableArray<RaftFolderEntry> Entries { get; }

    /// <summary>Whether its owner may write to it.</summary>
    public bool IsWritable => _directory.Status(out _) is not { } status || (status.TypeAndMode & 0x80) != 0;

    /// <summary>Opens it; null when there is none.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static RaftFolder? Open(string path)
    {
        if (OpenDirectory.Trusted(path, out var error) is not { } directory)
        {
            return error is LinuxCalls.NoSuchFile or LinuxCalls.NotADirectory ? null : throw new IOException($"{path}: {LinuxCalls.Words(error)}");
        }

        try
        {
            return new RaftFolder(directory, List(directory));
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>A copy of the same folder's handle for a file of the working directory.</summary>
    public static OpenDirectory Work(string path) =>
        OpenDirectory.Trusted(path, out var error) ?? throw new IOException($"{path}: {LinuxCalls.Words(error)}");

    /// <summary>Whether nothing that counts appeared, went or changed since it was opened.</summary>
    public bool IsUnchanged() =>
        Entries.All(entry => entry.File?.IsUnchanged() ?? true)
        && _directory.Names().Take(MostEntries + 1).Order(StringComparer.Ordinal).SequenceEqual(Entries.Select(entry => entry.Name.Name), StringComparer.Ordinal);

    public void Dispose() => _directory.Dispose();

    private static ImmutableArray<RaftFolderEntry> List(OpenDirectory directory)
    {
        var names = directory.Names().Take(MostEntries + 1).ToArray();
        if (names.Length > MostEntries)
        {
            throw new IOException(RaftTexts.TooManyEntries(MostEntries));
        }

        return [.. names.Order(StringComparer.Ordinal).Select(name => Entry(directory, RaftFileName.Parse(name)))];
    }

    private static RaftFolderEntry Entry(OpenDirectory directory, RaftFileName name)
    {
        var status = directory.Status(name.Name, out var error);
        return status switch
        {
            null => new RaftFolderEntry(name, null, LinuxCalls.Words(error)),
            { IsLink: true } => new RaftFolderEntry(name, null, RaftTexts.IsLink),
            { IsFile: false } => new RaftFolderEntry(name, null, RaftTexts.IsNoFile),
            _ => new RaftFolderEntry(name, new RaftFile(directory, name.Name, status), ""),
        };
    }
}
