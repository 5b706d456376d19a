using System.Collections.Immutable;

namespace Recover.Core.Hosts;

/// <summary>Small looks at directories of a host; what can't be seen counts as nothing. Thread-safe.</summary>
internal static class HostPlaces
{
    public static int CountFiles(string directory) => Entries(directory).Count(path => !Directory.Exists(path));

    public static ImmutableSortedSet<string> EntryNames(string directory) =>
        Entries(directory).Select(path => Path.GetFileName(path)).ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>The file names that are fingerprints of images; null when the directory can't be read.</summary>
    public static ImmutableSortedSet<string>? Fingerprints(string directory)
    {
        try
        {
            return [.. Directory.GetFiles(directory).Select(path => Path.GetFileName(path)).Where(IsFingerprint)];
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static long FreeBytes(string directory)
    {
        try
        {
            return Directory.Exists(directory) ? new DriveInfo(directory).AvailableFreeSpace : 0;
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return 0;
        }
    }

    // SHA-256 in hex.
    private static bool IsFingerprint(string name) => name.Length == 64 && name.All(char.IsAsciiHexDigitLower);

    private static string[] Entries(string directory)
    {
        try
        {
            return Directory.GetFileSystemEntries(directory);
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
