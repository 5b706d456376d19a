using System.Collections.Immutable;
using System.Text;

namespace Recover.Core.Storage;

/// <summary>What is mounted in this process' mount namespace at one moment, in the order of mounting. Immutable.</summary>
internal sealed class MountTable
{
    private MountTable(ImmutableArray<Mount> mounts) => Mounts = mounts;

    /// <summary>All mounts; of several at one point the last is the one seen.</summary>
    public ImmutableArray<Mount> Mounts { get; }

    /// <summary>Reads it now.</summary>
    public static MountTable Read() => Parse(File.ReadLines("/proc/self/mountinfo"));

    /// <summary>Reads lines as described in proc(5).</summary>
    public static MountTable Parse(IEnumerable<string> lines)
    {
        var mounts = ImmutableArray.CreateBuilder<Mount>();
        foreach (var line in lines)
        {
            var fields = line.Split(' ');
            var separator = Array.IndexOf(fields, "-");
            if (separator >= 6 && fields.Length > separator + 2)
            {
                mounts.Add(new Mount(
                    fields[2], Decode(fields[3]), Decode(fields[4]), fields[separator + 1], Decode(fields[separator + 2])));
            }
        }

        return new MountTable(mounts.ToImmutable());
    }

    /// <summary>The mount seen at exactly this path; null when it is no mount point.</summary>
    public Mount? At(string path) => Mounts.LastOrDefault(mount => mount.Point == path);

    /// <summary>The mount that a path lies on.</summary>
    public Mount? Holding(string path) =>
        Mounts.Where(mount => IsAtOrBelow(path, mount.Point)).Aggregate((Mount?)null, (best, mount) =>
            best is null || mount.Point.Length >= best.Point.Length ? mount : best);

    /// <summary>Mounts below a path, not at it.</summary>
    public IEnumerable<Mount> Below(string path) => Mounts.Where(mount => mount.Point != path && IsAtOrBelow(mount.Point, path));

    /// <summary>A path outside of <paramref name="mount"/> at which the same directory can be seen; null when there is none.</summary>
    public string? OtherPathOf(Mount mount)
    {
        var other = Mounts.LastOrDefault(candidate =>
            candidate.Point != mount.Point && candidate.Device == mount.Device && IsAtOrBelow(mount.Root, candidate.Root));
        if (other is null)
        {
            return null;
        }

        var rest = mount.Root[(other.Root == "/" ? 0 : other.Root.Length)..].Trim('/');
        return rest.Length == 0 ? other.Point : Path.Combine(other.Point, rest);
    }

    private static bool IsAtOrBelow(string path, string directory) =>
        directory == "/" || path == directory || path.StartsWith(directory + "/", StringComparison.Ordinal);

    // The kernel writes space, tab, newline and backslash as three octal digits.
    private static string Decode(string field)
    {
        if (!field.Contains('\\'))
        {
            return field;
        }

        var text = new StringBuilder(field.Length);
        for (var index = 0; index < field.Length; index++)
        {
            if (field[index] == '\\' && index + 3 < field.Length && field[(index + 1)..(index + 4)].All(digit => digit is >= '0' and <= '7'))
            {
                text.Append((char)Convert.ToInt32(field[(index + 1)..(index + 4)], 8));
                index += 3;
            }
            else
            {
                text.Append(field[index]);
            }
        }

        return text.ToString();
    }
}
