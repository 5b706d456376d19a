using System.Runtime.InteropServices;
using System.Text;

namespace Recover.Tests.E2E.Lab;

/// <summary>Extended attributes of files, which is also how Linux shows their access lists; links are not followed. .NET has no face for them.</summary>
internal static class ExtendedAttributes
{
    private const int MostBytes = 64 * 1024;
    private const int NotSupported = 95;
    private const int NoData = 61;

    /// <summary>The attributes of a file as <c>name=bytes</c>, sorted.</summary>
    public static IEnumerable<string> Of(string path)
    {
        var names = new byte[MostBytes];
        var length = Checked(llistxattr(path, names, MostBytes), path);
        return Encoding.UTF8.GetString(names, 0, length).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Order(StringComparer.Ordinal)
            .Select(name => $"{name}={Convert.ToHexStringLower(ValueOf(path, name))}");
    }

    /// <summary>Sets one.</summary>
    public static void Set(string path, string name, byte[] value) => Checked(lsetxattr(path, name, value, value.Length, 0), path);

    private static ReadOnlySpan<byte> ValueOf(string path, string name)
    {
        var value = new byte[MostBytes];
        return value.AsSpan(0, Checked(lgetxattr(path, name, value, MostBytes), path));
    }

    private static int Checked(nint result, string path) =>
        result >= 0 ? (int)result
        : Marshal.GetLastPInvokeError() is NotSupported or NoData ? 0
        : throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");

    [DllImport("libc", SetLastError = true)]
    private static extern nint llistxattr([MarshalAs(UnmanagedType.LPUTF8Str)] string path, byte[] list, nint size);

    [DllImport("libc", SetLastError = true)]
    private static extern nint lgetxattr([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, byte[] value, nint size);

    [DllImport("libc", SetLastError = true)]
    private static extern nint lsetxattr(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, byte[] value, nint size, int flags);
}
