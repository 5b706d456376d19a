using System.Text.RegularExpressions;

namespace Recover.Core.Plans;

/// <summary>Which names Incus accepts. Names become paths of the daemon, so nothing else gets into a plan. Thread-safe.</summary>
internal static partial class ObjectNames
{
    private const int Longest = 255;

    // Incus sets no bound: a key of 1,500 characters was taken and written into the backup file (6.0.4). This is against endless ones.
    private const int LongestKey = 4096;

    /// <summary>A host name.</summary>
    public static bool IsInstance(string name) => Instance().IsMatch(name);

    public static bool IsPool(string name) => Plain().IsMatch(name) && !IsDots(name);

    /// <summary>Without underscore, which ends the project in names on storage.</summary>
    public static bool IsProject(string name) => Project().IsMatch(name) && !IsDots(name);

    /// <summary>Interface names of bridges are at most 15 characters long.</summary>
    public static bool IsNetwork(string name, string type) => Plain().IsMatch(name) && !IsDots(name) && (type != "bridge" || name.Length <= 15);

    /// <summary>Profiles, custom volumes and buckets: anything that can be one part of a path.</summary>
    public static bool IsPathPart(string name) => name.Length is > 0 and <= Longest && !name.Contains('/') && IsWord(name);

    public static bool IsSnapshot(string name) => IsPathPart(name) && !name.Contains(' ');

    public static bool IsDevice(string name) => name.Length is > 0 and <= 64 && IsWord(name);

    public static bool IsKey(string key) => key.Length is > 0 and <= LongestKey && IsWord(key);

    private static bool IsWord(string name) => !IsDots(name) && !name.Any(char.IsControl);

    private static bool IsDots(string name) => name is "." or "..";

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex Instance();

    [GeneratedRegex(@"\A[A-Za-z0-9_.][A-Za-z0-9_.-]{0,62}\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A[^\s/_'""*\x00-\x1f]{1,63}\z")]
    private static partial Regex Project();
}
