using System.Diagnostics;
using Recover.Core.Hosts;

namespace Recover.Tests.Unit.Core.Hosts;

/// <summary>A process that looks like the daemon of a directory in <c>/proc</c>.</summary>
internal static class FakeDaemonProcess
{
    /// <summary>Shell words that start one in the foreground; it lives until it is stopped or until the process <paramref name="until"/> ends.</summary>
    public static string Line(IncusDirectory directory, string until)
    {
        var program = Path.Combine(directory.Root, "incusd");
        if (!File.Exists(program))
        {
            File.CreateSymbolicLink(program, "/usr/bin/tail");
        }

        return $"INCUS_DIR='{directory.Root}' '{program}' -s 0.1 --pid={until} -f /dev/null";
    }

    public static Process Start(IncusDirectory directory) =>
        Process.Start("sh", ["-c", $"export INCUS_DIR='{directory.Root}'; {Line(directory, $"{Environment.ProcessId}").Replace($"INCUS_DIR='{directory.Root}' ", "exec ")}"]);
}
