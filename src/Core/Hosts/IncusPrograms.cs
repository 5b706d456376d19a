using Recover.Core.Commands;

namespace Recover.Core.Hosts;

/// <summary>Where distributions put Incus' programs. Thread-safe.</summary>
public static class IncusPrograms
{
    /// <summary>Directories of Debian, of other distributions, and of the upstream packages.</summary>
    public static IReadOnlyList<string> Directories { get; } = ["/usr/libexec/incus", "/usr/lib/incus", "/opt/incus/bin"];

    /// <summary>Absolute path of <c>incusd</c>, or null.</summary>
    public static string? Daemon() => ExecutableFinder.Find("incusd", [.. Directories]);

    /// <summary>Absolute path of the QEMU program for an architecture, or null.</summary>
    public static string? Qemu(string architecture) =>
        ExecutableFinder.Find($"qemu-system-{architecture}", [.. Directories]) ?? ExecutableFinder.Find("qemu-kvm", "/usr/libexec");
}
