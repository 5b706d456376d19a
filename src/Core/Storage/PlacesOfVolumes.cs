using Recover.Core.Hosts;

namespace Recover.Core.Storage;

/// <summary>
/// Tells the name of a pool from the directories below <c>storage-pools/</c> at which Incus mounted its volumes one by one: they stay when nothing is
/// mounted. Thread-safe.
/// </summary>
internal static class PlacesOfVolumes
{
    private const int Enough = 1000;

    /// <summary>The pool with a place for most of the volumes; null when there is none or two are equally good.</summary>
    public static string? PoolOf(IEnumerable<StoredVolume> volumes, HostSurvey host)
    {
        var wanted = volumes.Take(Enough).ToArray();
        var best = PoolPlaces.On(host, MountTable.Read())
            .Select(place => (place.Name, Count: Count(place.Path, wanted)))
            .Where(place => place.Count > 0 && PoolNames.IsValid(place.Name))
            .OrderByDescending(place => place.Count)
            .Take(2)
            .ToArray();
        return best.Length == 0 || (best.Length == 2 && best[0].Count == best[1].Count) ? null : best[0].Name;
    }

    private static int Count(string path, StoredVolume[] volumes)
    {
        using var pool = OpenDirectory.Trusted(path, out _);
        var count = 0;
        foreach (var (type, name) in TypeDirectories.All)
        {
            using var directory = pool?.Enter(name, out _);
            var places = (DirectoryVolumes.NamesOf(directory, out _) ?? []).ToHashSet(StringComparer.Ordinal);
            count += volumes.Count(volume => volume.Type == type && places.Contains(volume.StoredName));
        }

        return count;
    }
}
