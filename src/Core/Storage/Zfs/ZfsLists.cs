using System.Globalization;

namespace Recover.Core.Storage.Zfs;

/// <summary>
/// Reads what <c>zfs</c> and <c>zpool list</c> write with <c>-H -p</c>: a line a thing, fields parted by tabs, <c>-</c> for nothing. A line that
/// does not fit or has a name that ZFS would not allow is left out: it came from the disk. Thread-safe.
/// </summary>
internal static class ZfsLists
{
    /// <summary>Properties that <see cref="Datasets"/> expects. Only ones whose values ZFS makes itself: nothing that anybody could set to a line of his own.</summary>
    public const string DatasetColumns = "name,type,creation,referenced,volsize,quota,refquota,origin,encryptionroot,keystatus";

    /// <summary>Properties that <see cref="Snapshots"/> expects.</summary>
    public const string SnapshotColumns = "name,creation";

    /// <summary>Properties that <see cref="Pools"/> expects.</summary>
    public const string PoolColumns = "name,guid,size,health";

    /// <summary>File systems and volumes.</summary>
    public static IEnumerable<ZfsDataset> Datasets(string output)
    {
        foreach (var fields in Lines(output, 10))
        {
            if (ZfsNames.IsDataset(fields[0]) && fields[1] is "filesystem" or "volume")
            {
                yield return new ZfsDataset(
                    fields[0],
                    fields[1] == "volume",
                    Time(fields[2]),
                    Number(fields[3]),
                    Number(fields[4]),
                    Number(fields[6]) is > 0 and { } limit ? limit : Number(fields[5]),
                    Number(fields[6]) > 0,
                    ZfsNames.IsSnapshot(fields[7]) ? fields[7] : null,
                    ZfsNames.IsDataset(fields[8]) ? fields[8] : null,
                    fields[9] == "unavailable");
            }
        }
    }

    /// <summary>Snapshots.</summary>
    public static IEnumerable<ZfsSnapshot> Snapshots(string output)
    {
        foreach (var fields in Lines(output, 2))
        {
            if (ZfsNames.IsSnapshot(fields[0]))
            {
                var at = fields[0].IndexOf('@');
                yield return new ZfsSnapshot(fields[0][..at], fields[0][(at + 1)..], Time(fields[1]));
            }
        }
    }

    /// <summary>Imported pools.</summary>
    public static IEnumerable<ZfsPool> Pools(string output)
    {
        foreach (var fields in Lines(output, 4))
        {
            if (ZfsNames.IsPool(fields[0]) && ulong.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var guid))
            {
                yield return new ZfsPool(fields[0], guid, Number(fields[2]), HealthOf(fields[3]));
            }
        }
    }

    /// <summary>Values of one property by dataset, from <c>zfs get -H -o name,value</c>.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Values(string output) =>
        Lines(output, 2).Where(fields => ZfsNames.IsDataset(fields[0])).Select(fields => KeyValuePair.Create(fields[0], fields[1]));

    /// <summary>The state that ZFS calls so.</summary>
    public static ZfsHealth HealthOf(string word) => word switch
    {
        "ONLINE" => ZfsHealth.Online,
        "DEGRADED" => ZfsHealth.Degraded,
        _ => ZfsHealth.Unavailable,
    };

    private static IEnumerable<string[]> Lines(string output, int fields) =>
        output.Split('\n').Select(line => line.Split('\t')).Where(line => line.Length == fields);

    private static long? Number(string field) =>
        long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Seconds beyond what a date can hold would throw.
    private static DateTimeOffset? Time(string field) =>
        Number(field) is { } seconds && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
