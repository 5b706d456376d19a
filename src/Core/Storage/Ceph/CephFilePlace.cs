using Recover.Core.Hosts;

namespace Recover.Core.Storage.Ceph;

/// <summary>Where Incus has or had a pool of cephfs mounted: the only thing on a host that tells the pool's name. Thread-safe.</summary>
internal static class CephFilePlace
{
    /// <summary>
    /// The name: of the place it is mounted at, else of the only place below <c>storage-pools/</c> in which nothing lies (other drivers leave directories for types
    /// of volumes there, and loop files go by the pool's name); null when that does not tell.
    /// </summary>
    public static string? NameOf(CephFileSource source, HostSurvey host)
    {
        var table = MountTable.Read();
        var places = PoolPlaces.On(host, table);
        if (places.FirstOrDefault(place => place.Mount is { } mount && source.IsMountedBy(mount)) is { Name: { } mounted })
        {
            return mounted;
        }

        var empty = places.Where(place => place.Mount is null && PoolNames.IsValid(place.Name) && IsEmpty(place.Path)).Select(place => place.Name);
        return empty.Except(LoopFiles.On(host).Select(loop => loop.Pool), StringComparer.Ordinal).ToArray() is [var only] ? only : null;
    }

    private static bool IsEmpty(string path)
    {
        using var directory = OpenDirectory.Trusted(path, out _);
        return DirectoryVolumes.NamesOf(directory, out _) is { IsEmpty: true };
    }
}
