using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Recover.Core.Storage;

/// <summary>The system calls that .NET has no face for: opening and looking without following links. Thread-safe.</summary>
internal static partial class LinuxCalls
{
    public const int NoSuchFile = 2;
    public const int NotADirectory = 20;
    public const int TooManyLinks = 40;
    public const int NoSuchDevice = 6;
    public const int Refused = 13;

    // Lets a directory be entered without the right to list it.
    private const int PathOnly = 0x200000;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int KeepAccessTime = 0x40000;
    private const int NotPermitted = 1;
    private const int CurrentDirectory = -100;
    private const int EmptyPath = 0x1000;
    private const int NoFollow = 0x100;
    private const int StatusSize = 256;
    private const uint BasicStatusAndBirth = 0x7ff | 0x800;

    // The two flags that differ between architectures (asm/fcntl.h).
    private static readonly bool HasArmFlags =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Ppc64le;

    private static int OpenDirectoryFlag => HasArmFlags ? 0x4000 : 0x10000;

    private static int OpenNoFollowFlag => HasArmFlags ? 0x8000 : 0x20000;

    /// <summary>Opens a directory, following links; for places that the operator or Incus chose. Null with the error number.</summary>
    public static SafeFileHandle? OpenTrustedDirectory(string path, out int error) =>
        Open(CurrentDirectory, path, PathOnly | OpenDirectoryFlag, out error);

    /// <summary>Opens a directory in another one; a link is not followed.</summary>
    public static SafeFileHandle? OpenDirectory(SafeFileHandle parent, string name, out int error) =>
        Open(Number(parent), name, PathOnly | OpenDirectoryFlag | OpenNoFollowFlag, out error);

    /// <summary>
    /// Opens a file in a directory for reading; a link is not followed, a pipe not waited for, and reading leaves no access time behind. Only the owner
    /// and root may ask for the last; for others the file is opened as usual.
    /// </summary>
    public static SafeFileHandle? OpenFile(SafeFileHandle parent, string name, out int error) =>
        Open(Number(parent), name, OpenNoFollowFlag | NonBlocking | KeepAccessTime, out error) is { } quiet
            ? quiet
            : error == NotPermitted ? Open(Number(parent), name, OpenNoFollowFlag | NonBlocking, out error) : null;

    /// <summary>Status of an entry itself, whatever it is; null with the error number in <paramref name="error"/>.</summary>
    public static FileStatus? Status(SafeFileHandle directory, string name, out int error) => Status(Number(directory), name, NoFollow, out error);

    /// <summary>Status of what is open.</summary>
    public static FileStatus? Status(SafeFileHandle open, out int error) => Status(Number(open), "", EmptyPath, out error);

    /// <summary>Status of the entry at a path, which is not followed if it is a link.</summary>
    public static FileStatus? Status(string path, out int error) => Status(CurrentDirectory, path, NoFollow, out error);

    /// <summary>Puts an <c>ioctl</c> that only reads to a directory; false when it could not be opened or did not answer.</summary>
    public static bool Ask(SafeFileHandle parent, string name, uint request, Span<byte> answer)
    {
        using var directory = Open(Number(parent), name, OpenDirectoryFlag | OpenNoFollowFlag | NonBlocking, out _);
        return directory is not null && IoControl(Number(directory), request, ref MemoryMarshal.GetReference(answer)) >= 0;
    }

    /// <summary>Puts an <c>ioctl</c> that only reads to a device; false when it could not be opened or did not answer.</summary>
    public static bool AskDevice(string device, uint request, Span<byte> answer)
    {
        using var open = Open(CurrentDirectory, device, OpenNoFollowFlag | NonBlocking, out _);
        return open is not null && IoControl(Number(open), request, ref MemoryMarshal.GetReference(answer)) >= 0;
    }

    /// <summary>The words of an error number.</summary>
    public static string Words(int error) => Marshal.GetPInvokeErrorMessage(error);

    private static int Number(SafeFileHandle handle) => (int)handle.DangerousGetHandle();

    private static FileStatus? Status(int directory, string name, int flags, out int error)
    {
        Span<byte> buffer = stackalloc byte[StatusSize];
        error = 0;
        if (StatX(directory, name, flags, BasicStatusAndBirth, ref MemoryMarshal.GetReference(buffer)) == 0)
        {
            return FileStatus.Read(buffer);
        }

        error = Marshal.GetLastPInvokeError();
        return null;
    }

    private static SafeFileHandle? Open(int directory, string name, int flags, out int error)
    {
        var handle = OpenAt(directory, name, flags | CloseOnExec, 0);
        error = handle.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
        if (!handle.IsInvalid)
        {
            return handle;
        }

        handle.Dispose();
        return null;
    }

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenAt(int directory, string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int directory, string path, int flags, uint mask, ref byte buffer);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int IoControl(int file, nuint request, ref byte argument);
}
