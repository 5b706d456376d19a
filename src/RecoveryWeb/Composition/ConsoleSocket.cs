using System.Net.Sockets;

namespace Recover.Web.Composition;

/// <summary>The unix socket of the console: who may connect is decided by its file, so its modes are set, not left to the umask.</summary>
internal static class ConsoleSocket
{
    private const UnixFileMode DirectoryMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    private const UnixFileMode SocketMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>Makes the way free: creates the directory, removes the file of a process that is gone.</summary>
    /// <returns>False when a live process listens there, or the path is something else than a socket.</returns>
    public static bool Prepare(string path)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(directory))
        {
            Directory.CreateDirectory(directory, DirectoryMode);
        }

        if (!Path.Exists(path))
        {
            return true;
        }

        if (IsDead(path))
        {
            File.Delete(path);
            return true;
        }

        return false;
    }

    public static void Restrict(string path) => File.SetUnixFileMode(path, SocketMode);

    private static bool IsDead(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return false;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionRefused)
        {
            // A regular file refuses connections too; only a socket may be removed.
            return !File.GetAttributes(path).HasFlag(FileAttributes.Directory) && new FileInfo(path).Length == 0
                && File.ResolveLinkTarget(path, returnFinalTarget: false) is null;
        }
    }
}
