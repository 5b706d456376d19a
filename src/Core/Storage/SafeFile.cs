using Microsoft.Win32.SafeHandles;

namespace Recover.Core.Storage;

/// <summary>
/// Reads files beneath a directory that may hold anything: each component is opened on its own without following links, only regular files are
/// read, and never more than a bound. Thread-safe.
/// </summary>
public static class SafeFile
{
    /// <summary>Reads a file; every outcome is a value.</summary>
    /// <param name="directory">Absolute path of a trusted directory, such as the root of an open pool; links up to it are followed, none below it.</param>
    /// <param name="relativePath">Components below it, separated by <c>/</c>; with an empty one, <c>.</c> or <c>..</c> nothing is read.</param>
    /// <param name="limit">Most bytes it may have.</param>
    public static SafeFileContent Read(string directory, string relativePath, int limit)
    {
        var path = $"{directory}/{relativePath}";
        var components = relativePath.Split('/');
        if (components.Any(name => name is "" or "." or ".." || name.Contains('\0')))
        {
            return Failed(SafeFileState.Unreadable, path, LinuxCalls.Refused);
        }

        var place = OpenDirectory.Trusted(directory, out var error);
        foreach (var name in components[..^1])
        {
            var next = place?.Enter(name, out error);
            place?.Dispose();
            place = next;
        }

        using (place)
        {
            if (place is null)
            {
                return Failed(StateOf(error), path, error);
            }

            using var file = place.OpenFile(components[^1], out error);
            return file is null ? Failed(StateOf(error), path, error) : ReadOpen(file, path, limit);
        }
    }

    private static SafeFileContent ReadOpen(SafeFileHandle file, string path, int limit)
    {
        if (LinuxCalls.Status(file, out var error) is not { } status)
        {
            return Failed(SafeFileState.Unreadable, path, error);
        }

        if (!status.IsFile)
        {
            return new SafeFileContent { State = SafeFileState.NotARegularFile, ModifiedAt = status.ModifiedAt, Error = path };
        }

        if (status.Size > limit)
        {
            return TooLarge(status.Size);
        }

        try
        {
            // One byte more than it has: a file that grows while it is read is noticed.
            var bytes = new byte[(int)status.Size + 1];
            var length = 0;
            int count;
            while (length < bytes.Length && (count = RandomAccess.Read(file, bytes.AsSpan(length), length)) > 0)
            {
                length += count;
            }

            return length == bytes.Length && length > limit
                ? TooLarge(length)
                : new SafeFileContent { State = SafeFileState.Read, Bytes = bytes[..length], ModifiedAt = status.ModifiedAt };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new SafeFileContent { State = SafeFileState.Unreadable, ModifiedAt = status.ModifiedAt, Error = $"{path}: {failure.Message}" };
        }

        SafeFileContent TooLarge(long size) =>
            new() { State = SafeFileState.TooLarge, ModifiedAt = status.ModifiedAt, Error = $"{path}: {size} > {limit}" };
    }

    private static SafeFileState StateOf(int error) => error switch
    {
        LinuxCalls.NoSuchFile => SafeFileState.Missing,
        LinuxCalls.TooManyLinks => SafeFileState.Link,
        LinuxCalls.NotADirectory or LinuxCalls.NoSuchDevice => SafeFileState.NotARegularFile,
        _ => SafeFileState.Unreadable,
    };

    private static SafeFileContent Failed(SafeFileState state, string path, int error) =>
        new() { State = state, Error = $"{path}: {LinuxCalls.Words(error)}" };
}
