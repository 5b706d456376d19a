namespace Recover.Core.Plans;

/// <summary>Compares sources of pools on this host. Only reads; thread-safe.</summary>
internal static class SourcePlaces
{
    private const int Hops = 16;

    /// <summary>
    /// Whether two sources lead to the same directory, file or device. What is not an absolute path is taken for the UUID of a file system, as
    /// the btrfs driver does.
    /// </summary>
    public static bool AreSame(string first, string second) =>
        first == second || (first.Length > 0 && second.Length > 0 && Real(first) == Real(second));

    private static string Real(string source)
    {
        var path = Path.GetFullPath(source.StartsWith('/') ? source : $"/dev/disk/by-uuid/{source}");
        try
        {
            for (var i = 0; i < Hops && Follow(path) is { } next && next != path; i++)
            {
                path = next;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return path;
        }

        return path.Length > 1 ? path.TrimEnd('/') : path;
    }

    /// <summary>The path with its first symbolic link replaced by its target.</summary>
    private static string? Follow(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var walked = "/";
        for (var i = 0; i < parts.Length; i++)
        {
            var parent = walked;
            walked = Path.Combine(walked, parts[i]);
            if (new FileInfo(walked).LinkTarget is { } target)
            {
                return Path.GetFullPath(Path.Combine([parent, target, .. parts[(i + 1)..]]));
            }
        }

        return null;
    }
}
