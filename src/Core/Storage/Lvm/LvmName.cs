using System.Text;

namespace Recover.Core.Storage.Lvm;

/// <summary>
/// The name that Incus gives a logical volume, taken apart: type directory, <c>_</c>, the stored name with each hyphen doubled, a single hyphen before the
/// name of a snapshot, and an ending last that tells the content (Incus 6.0). Immutable.
/// </summary>
/// <param name="Type">What it is for.</param>
/// <param name="StoredName">Without the ending.</param>
/// <param name="Snapshot">Name of the snapshot; null for the volume itself.</param>
/// <param name="Ending"><c>.block</c>, <c>.iso</c> or empty.</param>
internal sealed record LvmName(VolumeType Type, string StoredName, string? Snapshot, string Ending)
{
    public const string Block = ".block";
    public const string Iso = ".iso";

    /// <summary>True when Incus made a volume of this name, also one that is never recovered.</summary>
    public static bool IsOfIncus(string name) => name.StartsWith("images_", StringComparison.Ordinal) || Of(name) is not null;

    /// <summary>Takes a name apart; null for images and for what is not of Incus.</summary>
    public static LvmName? Of(string name)
    {
        foreach (var (type, directory) in TypeDirectories.All)
        {
            if (name.StartsWith(directory + "_", StringComparison.Ordinal))
            {
                var rest = name[(directory.Length + 1)..];
                var ending = Endings(type).FirstOrDefault(ending => rest.EndsWith(ending, StringComparison.Ordinal)) ?? "";
                var (volume, snapshot) = Split(rest[..^ending.Length]);
                return volume.Length == 0 || snapshot is "" ? null : new LvmName(type, volume, snapshot, ending);
            }
        }

        return null;
    }

    private static string[] Endings(VolumeType type) => type switch
    {
        VolumeType.VirtualMachine => [Block],
        VolumeType.Custom => [Block, Iso],
        _ => [],
    };

    /// <summary>Two hyphens are one of the name, a single one separates the snapshot.</summary>
    private static (string Volume, string? Snapshot) Split(string escaped)
    {
        string? volume = null;
        var part = new StringBuilder(escaped.Length);
        for (var index = 0; index < escaped.Length; index++)
        {
            if (escaped[index] != '-')
            {
                part.Append(escaped[index]);
            }
            else if (index + 1 < escaped.Length && escaped[index + 1] == '-')
            {
                part.Append('-');
                index++;
            }
            else if (volume is null)
            {
                volume = part.ToString();
                part.Clear();
            }
            else
            {
                // Incus gives no name with two separators.
                return ("", null);
            }
        }

        return volume is null ? (part.ToString(), null) : (volume, part.ToString());
    }
}
