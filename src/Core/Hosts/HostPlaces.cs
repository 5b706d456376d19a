using System.Collections.Immutable;

namespace Recover.Core.Hosts;

/// <summary>Small looks at directories of a host; what can't be seen counts as nothing. Thread-safe.</summary>
internal static class HostPlaces
{
    public static int CountFiles(string directory) => Entries(directory).Count(path => !Directory.Exists(path));

    public static ImmutableSortedSet<string> EntryNames(string directory) =>
        Entries(directory).Select(path => Path.GetFileName(path)).ToImmutableSortedSet(StringComparer.Ordinal);

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
