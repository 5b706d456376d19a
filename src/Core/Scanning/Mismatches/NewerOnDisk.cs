using Recover.Core.Backups;
using Recover.Core.Findings;

namespace Recover.Core.Scanning.Mismatches;

/// <summary>
/// Tells from the disk that the database has gone back in time: instances on its own pools that it does not know, made after the last thing that it says was made. Pure and thread-safe.
/// </summary>
internal static class NewerOnDisk
{
    private const int MostNamed = 5;

    /// <summary>The finding; null when nothing is newer, or a database that knows nothing yet has nothing to be older than.</summary>
    public static Finding? Find(Inventory inventory)
    {
        var contents = inventory.Database.Contents;
        if (contents.NewestAt is not { } newest || inventory.Database.IsFresh)
        {
            return null;
        }

        var own = contents.Pools.Select(pool => pool.Name).ToHashSet(StringComparer.Ordinal);
        var newer = inventory.Volumes
            .Where(volume => own.Contains(volume.Pool) && volume is { IsInstance: true, Stored.IsStray: false } && volume.State != VolumeState.Known)
            .Select(volume => (volume.Label, At: MadeAt(volume)))
            // What is older than the database itself was never in it: a new one has not gone back.
            .Where(one => one.At is { } at && at.CompareTo(newest) > 0 && (contents.MadeAt is not { } made || at.CompareTo(made) > 0))
            .OrderBy(one => one.At)
            .ToArray();

        // Numbers that were given and are gone belonged to instances that were deleted: what still lies there of them is no sign.
        var gone = contents.HighestIds.GetValueOrDefault("instances") - contents.Instances.Select(instance => instance.Id).DefaultIfEmpty().Max();
        if (newer.Length == 0 || newer.Length <= gone)
        {
            return null;
        }

        var names = string.Join(", ", newer.Take(MostNamed).Select(one => one.Label)) + (newer.Length > MostNamed ? ", …" : "");
        return Finding.Of(FindingCode.DatabaseWentBack, $"{newer.Length}", names, Words(newest), Words(newer[^1].At!.Value));
    }

    private static IncusTime? MadeAt(ScannedVolume volume) => volume.Backup?.Instance?.CreatedAt ?? volume.Stored.CreatedAt;

    private static string Words(IncusTime time) => time.ToDatabaseText()[..16];
}
