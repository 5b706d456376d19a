using System.IO.Enumeration;
using Microsoft.Win32.SafeHandles;

namespace Recover.Core.Storage;

/// <summary>
/// A directory held open, so that what is asked of it can't be led elsewhere by links, not even by ones made in the meantime. Thread-safe until
/// disposed.
/// </summary>
internal sealed class OpenDirectory : IDisposable
{
    private readonly SafeFileHandle _handle;

    private OpenDirectory(SafeFileHandle handle) => _handle = handle;

    /// <summary>Opens a directory that the operator or Incus chose, following links to it; null with the error number.</summary>
    public static OpenDirectory? Trusted(string path, out int error) =>
        LinuxCalls.OpenTrustedDirectory(path, out error) is { } handle ? new OpenDirectory(handle) : null;

    /// <summary>Opens a directory in this one; null with the error number, which is <see cref="LinuxCalls.TooManyLinks"/> for a link.</summary>
    public OpenDirectory? Enter(string name, out int error)
    {
        if (LinuxCalls.OpenDirectory(_handle, name, out error) is { } handle)
        {
            return new OpenDirectory(handle);
        }

        // The kernel says "not a directory" of links.
        error = error == LinuxCalls.NotADirectory && Status(name, out _)?.IsLink == true ? LinuxCalls.TooManyLinks : error;
        return null;
    }

    /// <summary>Opens a file in this directory for reading; null with the error number.</summary>
    public SafeFileHandle? OpenFile(string name, out int error) => LinuxCalls.OpenFile(_handle, name, out error);

    /// <summary>Status of an entry itself; null with the error number.</summary>
    public FileStatus? Status(string name, out int error) => LinuxCalls.Status(_handle, name, out error);

    /// <summary>Status of the directory.</summary>
    public FileStatus? Status(out int error) => LinuxCalls.Status(_handle, out error);

    /// <summary>Puts a question of the file system (<c>ioctl</c>) to a directory in this one; false when it is not answered.</summary>
    public bool Ask(string name, uint request, Span<byte> answer) => LinuxCalls.Ask(_handle, name, request, answer);

    /// <summary>Names of its entries in no order; bytes that are no UTF-8 show as U+FFFD.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public IEnumerable<string> Names() => new FileSystemEnumerable<string>(
        $"/proc/self/fd/{(int)_handle.DangerousGetHandle()}",
        static (ref FileSystemEntry entry) => entry.FileName.ToString(),
        new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false });

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
