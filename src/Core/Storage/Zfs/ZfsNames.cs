namespace Recover.Core.Storage.Zfs;

/// <summary>
/// Names of pools, datasets and snapshots as ZFS allows them (letters, digits, <c>-_.:</c> and space; 255 bytes). Names are read from disks that
/// anybody may have written and go into argument lists, so what does not fit is never passed on. Thread-safe.
/// </summary>
internal static class ZfsNames
{
    private const int Longest = 255;

    /// <summary>True for a name that a pool may have.</summary>
    public static bool IsPool(string name) => name.Length is > 0 and <= Longest && char.IsAsciiLetter(name[0]) && IsPart(name);

    /// <summary>True for a pool or a dataset below one, without a snapshot.</summary>
    public static bool IsDataset(string name) =>
        name.Length <= Longest && name.Split('/') is [var pool, .. var rest] && IsPool(pool) && rest.All(IsPart);

    /// <summary>True for <c>dataset@snapshot</c>.</summary>
    public static bool IsSnapshot(string name) =>
        name.Length <= Longest && name.Split('@') is [var dataset, var snapshot] && IsDataset(dataset) && IsPart(snapshot);

    /// <summary>The pool that a dataset lies in.</summary>
    public static string PoolOf(string dataset) => dataset.Split('/', 2)[0];

    /// <summary>The name a dataset has when its pool is called otherwise.</summary>
    public static string WithPool(string dataset, string pool) => pool + dataset[PoolOf(dataset).Length..];

    // A leading hyphen would be taken for an option; ZFS itself does not allow one at the beginning of a pool's name.
    private static bool IsPart(string part) =>
        part.Length > 0 && part is not ("." or "..") && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':' or ' ');
}
