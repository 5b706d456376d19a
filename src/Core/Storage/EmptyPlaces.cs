using Recover.Core.Hosts;

namespace Recover.Core.Storage;

/// <summary>
/// Directories below <c>storage-pools/</c> in which nothing lies and nothing is mounted: all that a pool of a kind without volumes leaves on the host. Thread-safe.
/// </summary>
internal static class EmptyPlaces
{
    /// <summary>The name of the pool, when exactly one comes into question: a loop file of the same name says that it is another kind.</summary>
    public static string? OnlyOne(HostSurvey host)
    {
        var loops = LoopFiles.On(host).Select(loop => loop.Pool).ToHashSet(StringComparer.Ordinal);
        var empty = PoolPlaces.On(host, MountTable.Read())
            .Where(place => place.Mount is null && PoolNames.IsValid(place.Name) && !loops.Contains(place.Name) && IsEmpty(place.Path))
            .Select(place => place.Name)
            .Take(2)
            .ToArray();
        return empty is [var only] ? only : null;
    }

    private static bool IsEmpty(string path)
    {
        using var place = OpenDirectory.Trusted(path, out _);
        return place is not null && DirectoryVolumes.NamesOf(place, out _) is { } names && !names.Any();
    }
}
