using System.Text;

namespace Recover.Core.Hosts;

/// <summary>Reads the end of what a daemon or the operator's command wrote. Thread-safe.</summary>
internal static class DaemonLog
{
    private const int TailLength = 4096;

    // The daemon's own directory, then where Debian's and other units send the log of the usual daemon.
    private static readonly string[] UsualFiles = ["/var/log/incus/incus.log", "/var/log/incus/incusd.log"];

    /// <summary>The last lines of the files that were written to since a time, and which they are; null when there are none.</summary>
    public static string? Tail(IncusDirectory directory, DateTimeOffset since, params ReadOnlySpan<string> moreFiles)
    {
        string[] own = [Path.Combine(directory.Root, "logs", "incusd.log"), Path.Combine(directory.Root, "logs", "incus.log")];
        string[] files = [.. moreFiles, .. own, .. directory == IncusDirectory.Default ? UsualFiles : []];
        var parts = files
            .Where(file => File.Exists(file) && File.GetLastWriteTimeUtc(file) >= since.UtcDateTime.AddSeconds(-1))
            .Select(TailOf)
            .Where(text => text.Length > 0)
            .ToList();
        return parts.Count == 0 ? null : string.Join("\n", parts);
    }

    private static string TailOf(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(Math.Max(0, stream.Length - TailLength), SeekOrigin.Begin);
            var buffer = new byte[TailLength];
            var length = stream.ReadAtLeast(buffer, TailLength, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(buffer, 0, length).Trim();
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
