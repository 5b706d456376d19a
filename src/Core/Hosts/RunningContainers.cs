using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Recover.Core.Hosts;

/// <summary>
/// Finds the containers that run, whether or not their daemon does, by the title LXC gives to each container's monitor process:
/// <c>[lxc monitor] INCUS_DIR/containers STOREDNAME</c>. Thread-safe.
/// </summary>
internal static class RunningContainers
{
    private const string Title = "[lxc monitor] ";

    /// <summary>Stored names of the running containers of a directory.</summary>
    public static ImmutableSortedSet<string> Of(IncusDirectory directory)
    {
        var found = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var place in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(place), NumberStyles.None, CultureInfo.InvariantCulture, out _)
                && StoredName(ReadOrNothing(Path.Combine(place, "cmdline")), directory) is { } name
                && IsHostRoot(place))
            {
                found.Add(name);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>The stored name in a monitor's title, or null when it is not one of this directory.</summary>
    internal static string? StoredName(ReadOnlySpan<byte> commandLine, IncusDirectory directory)
    {
        var title = Encoding.UTF8.GetString(commandLine).TrimEnd('\0', ' ');
        var expected = $"{Title}{directory.Root}/containers ";
        return title.StartsWith(expected, StringComparison.Ordinal) && title.Length > expected.Length && !title[expected.Length..].Contains('/')
            ? title[expected.Length..]
            : null;
    }

    // A process inside a container may give itself any title: a monitor belongs to the host's root and lives in our process namespace.
    private static bool IsHostRoot(string place)
    {
        var status = Encoding.UTF8.GetString(ReadOrNothing(Path.Combine(place, "status")));
        var owner = status.Split('\n').FirstOrDefault(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        if (owner?.Split('\t', StringSplitOptions.RemoveEmptyEntries) is not ["Uid:", "0", ..])
        {
            return false;
        }

        var own = LinkOrNull("/proc/self/ns/pid");
        var its = LinkOrNull(Path.Combine(place, "ns/pid"));
        return own is null || its is null || own == its;
    }

    private static string? LinkOrNull(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false)?.Name;
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static byte[] ReadOrNothing(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
