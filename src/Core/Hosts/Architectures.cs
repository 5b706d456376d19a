namespace Recover.Core.Hosts;

/// <summary>Names of architectures as Incus writes them. Thread-safe.</summary>
public static class Architectures
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "i686", "x86_64", "armv6l", "armv7l", "armv8l", "aarch64", "ppc", "ppc64", "ppc64le", "s390x", "mips", "mips64", "riscv32", "riscv64",
        "loongarch64",
    };

    /// <summary>True when Incus knows the name.</summary>
    public static bool IsKnown(string name) => Names.Contains(name);

    /// <summary>True when a host runs instances made for an architecture: its own, and where processors can, the 32-bit one beside it.</summary>
    public static bool Runs(string host, string guest) => host == guest || (host, guest) is
        ("x86_64", "i686")
        or ("aarch64", "armv6l" or "armv7l" or "armv8l")
        or ("ppc64", "ppc")
        or ("mips64", "mips");

    /// <summary>Incus' name for what <c>uname -m</c> prints; that itself when Incus has no other.</summary>
    public static string FromKernel(string machine) => machine switch
    {
        "i386" or "i486" or "i586" => "i686",
        "amd64" => "x86_64",
        "arm64" => "aarch64",
        "armv7" or "armv7hl" => "armv7l",
        "armv6" => "armv6l",
        _ => machine,
    };
}
