using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Recover.Core.Runs;

/// <summary>Files that are whole or absent after a power loss. Thread-safe.</summary>
internal static class DurableFile
{
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>Writes the whole content under a temporary name beside the target, then takes the target's place; an existing target is replaced.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var temporary = TemporaryName(path);
        try
        {
            using (var stream = new FileStream(temporary, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = mode,
            }))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            Rename(temporary, path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FlushDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>A name beside the path that nothing else uses.</summary>
    public static string TemporaryName(string path) => $"{path}.recover-{Guid.NewGuid():N}";

    /// <summary>rename(2): atomic within a file system, and it does not follow a link at either name.</summary>
    /// <exception cref="IOException">The system refused; other file system included.</exception>
    public static void Rename(string from, string to)
    {
        if (rename(from, to) != 0)
        {
            throw Error(to);
        }
    }

    /// <summary>Makes the entries of a directory durable.</summary>
    public static void FlushDirectory(string path)
    {
        var descriptor = open(path, ReadOnlyCloseOnExec);
        if (descriptor < 0)
        {
            throw Error(path);
        }

        try
        {
            // EINVAL: a file system that can't flush directories has nothing to flush.
            if (fsync(descriptor) != 0 && Marshal.GetLastPInvokeError() != 22)
            {
                throw Error(path);
            }
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    /// <summary>Makes the content of a file durable.</summary>
    public static void FlushFile(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(handle);
    }

    private static IOException Error(string path) => new($"{new Win32Exception(Marshal.GetLastPInvokeError()).Message}: {path}");

    [DllImport("libc", SetLastError = true)]
    private static extern int rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);
}
