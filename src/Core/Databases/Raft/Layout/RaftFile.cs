using Microsoft.Win32.SafeHandles;
using Recover.Core.Storage;

namespace Recover.Core.Databases.Raft.Layout;

/// <summary>
/// A regular file of a raft directory as it was when the directory was listed. It is opened anew for each use and must then still be the same file of the
/// same length and time, so that what was checked is what is read later. Immutable.
/// </summary>
internal sealed class RaftFile(OpenDirectory directory, string name, FileStatus status)
{
    public string Name { get; } = name;

    public long Length => status.Size;

    public DateTimeOffset ModifiedAt => status.ModifiedAt;

    /// <exception cref="FileChangedException">It is gone, or another one now.</exception>
    /// <exception cref="IOException">It can't be opened.</exception>
    public SafeFileHandle Open()
    {
        var handle = directory.OpenFile(Name, out var error);
        if (handle is null)
        {
            // It was there when the directory was listed.
            throw error == LinuxCalls.NoSuchFile ? new FileChangedException(Name) : new IOException($"{Name}: {LinuxCalls.Words(error)}");
        }

        if (LinuxCalls.Status(handle, out error) is { } now && now.Inode == status.Inode && now.Device == status.Device && IsUnchanged(now))
        {
            return handle;
        }

        handle.Dispose();
        throw new FileChangedException(Name);
    }

    /// <summary>Whether the entry of this name is still the file it was.</summary>
    public bool IsUnchanged() => directory.Status(Name, out _) is { } now && now.Inode == status.Inode && IsUnchanged(now);

    private bool IsUnchanged(FileStatus now) => now.IsFile && now.Size == status.Size && now.ModifiedAt == status.ModifiedAt;
}
