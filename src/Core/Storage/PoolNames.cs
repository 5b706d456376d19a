namespace Recover.Core.Storage;

/// <summary>Names of pools: they become directories below <c>storage-pools/</c> and loop files. Thread-safe.</summary>
public static class PoolNames
{
    private const int Longest = 63;

    /// <summary>True for 1 to 63 letters, digits, dots, hyphens and underscores that don't begin with a hyphen or a dot.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Longest
        && name[0] is not ('-' or '.')
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
