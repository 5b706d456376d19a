namespace Recover.Core.Storage;

/// <summary>
/// How Incus writes projects and names into the stored name of a volume, and which names it gives at all (Incus 6.0: instance names are host names;
/// other names are freer). Thread-safe.
/// </summary>
public static class VolumeNames
{
    /// <summary>The project of instances whose stored name has none.</summary>
    public const string DefaultProject = "default";

    private const int LongestInstanceName = 63;
    private const int LongestName = 255;

    /// <summary>Splits a stored name: instances at the last <c>_</c>, others at the first.</summary>
    public static (string Project, string Name) Split(VolumeType type, string storedName)
    {
        var isInstance = IsInstance(type);
        var at = isInstance ? storedName.LastIndexOf('_') : storedName.IndexOf('_');
        return at >= 0
            ? (storedName[..at], storedName[(at + 1)..])
            : (isInstance ? DefaultProject : "", storedName);
    }

    /// <summary>Joins them again: the stored name of a volume without driver suffixes.</summary>
    public static string Join(VolumeType type, string project, string name) =>
        IsInstance(type) && project == DefaultProject ? name : $"{project}_{name}";

    /// <summary>True when Incus could have given both names to a volume of this type.</summary>
    public static bool AreValid(VolumeType type, string project, string name) =>
        IsProject(project) && (IsInstance(type) ? IsInstanceName(name) : IsPrintable(name));

    /// <summary>True for what Incus accepts as the name of a snapshot: anything printable without a space or a slash.</summary>
    public static bool IsSnapshot(string name) => IsPrintable(name) && !name.Contains(' ');

    /// <summary>True for a host name: letters, digits and inner hyphens, not only digits.</summary>
    public static bool IsInstanceName(string name) =>
        name.Length is > 0 and <= LongestInstanceName
        && name[0] != '-' && name[^1] != '-'
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        && !name.All(char.IsAsciiDigit);

    private static bool IsInstance(VolumeType type) => type is VolumeType.Container or VolumeType.VirtualMachine;

    private static bool IsProject(string name) => IsPrintable(name) && name.IndexOfAny([' ', '\'', '"', '*']) < 0;

    // U+FFFD stands for bytes that were no UTF-8.
    private static bool IsPrintable(string name) =>
        name.Length is > 0 and <= LongestName && name is not ("." or "..")
        && !name.Any(letter => char.IsControl(letter) || letter is '/' or '\\' or '\uFFFD');
}
