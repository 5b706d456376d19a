using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Recover.Web.Assets;

/// <summary>
/// Loads SQLite from the program itself when it lies nowhere else, as in the published single file: from an anonymous file in memory, because a
/// rescue host may have no home directory, a full disk, or <c>noexec</c> on the temporary one.
/// </summary>
internal static class BundledSqlite
{
    private const string Library = "e_sqlite3";
    private const uint CloseOnExec = 1;

    public static void Register() => AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;

    private static nint Resolve(Assembly assembly, string name)
    {
        if (name != Library)
        {
            return 0;
        }

        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("native/libe_sqlite3.so");
        return resource is null ? 0 : Load(resource);
    }

    private static nint Load(Stream resource)
    {
        var descriptor = CreateMemoryFile(System.Text.Encoding.ASCII.GetBytes(Library + "\0"), CloseOnExec);
        if (descriptor < 0)
        {
            throw new DllNotFoundException(Library, Marshal.GetExceptionForHR(Marshal.GetHRForLastWin32Error()));
        }

        using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(descriptor, ownsHandle: true);
        using (var file = new FileStream(handle, FileAccess.Write, bufferSize: 0))
        {
            resource.CopyTo(file);
            return NativeLibrary.Load($"/proc/self/fd/{descriptor}");
        }
    }

    [DllImport("libc", EntryPoint = "memfd_create", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int CreateMemoryFile(byte[] name, uint flags);
}
