using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Recover.Core.Hosts;

/// <summary>Finds the daemon's own processes in <c>/proc</c>. Thread-safe.</summary>
internal static class DaemonProcesses
{
    private static readonly byte[] DirectoryVariable = "INCUS_DIR="u8.ToArray();

    /// <summary>
    /// Ids of the processes that are the daemon of a directory. Children that live on after it (<c>incusd forkproxy</c>, container monitors) do not
    /// count. A daemon whose environment can't be read counts.
    /// </summary>
    public static ImmutableArray<int> Of(IncusDirectory directory)
    {
        var found = ImmutableArray.CreateBuilder<int>();
        foreach (var place in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(place), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && IsDaemon(ReadOrNothing(Path.Combine(place, "cmdline")))
                && Serves(ReadOrNothing(Path.Combine(place, "environ")), directory))
            {
                found.Add(id);
            }
        }

        return found.ToImmutable();
    }

    internal static bool IsDaemon(ReadOnlySpan<byte> commandLine)
    {
        var end = commandLine.IndexOf((byte)0);
        var program = end < 0 ? commandLine : commandLine[..end];
        if (!program.EndsWith("/incusd"u8) && !program.SequenceEqual("incusd"u8))
        {
            return false;
        }

        // The daemon has options at most; its helpers and clients have a verb first.
        var rest = end < 0 ? default : commandLine[(end + 1)..];
        return rest.IsEmpty || rest[0] is (byte)'-' or 0;
    }

    internal static bool Serves(ReadOnlySpan<byte> environment, IncusDirectory directory)
    {
        if (environment.IsEmpty)
        {
            return true;
        }

        var wanted = directory.Root;
        foreach (var range in environment.Split((byte)0))
        {
            var variable = environment[range];
            if (variable.StartsWith(DirectoryVariable) && variable.Length > DirectoryVariable.Length)
            {
                return SamePath(Encoding.UTF8.GetString(variable[DirectoryVariable.Length..]), wanted);
            }
        }

        return SamePath(IncusDirectory.Default.Root, wanted);
    }

    private static bool SamePath(string one, string other) =>
        Path.TrimEndingDirectorySeparator(one) == Path.TrimEndingDirectorySeparator(other) || RealPath(one) == RealPath(other);

    private static string RealPath(string path)
    {
        try
        {
            return new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        }
        catch (IOException)
        {
            return path;
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
