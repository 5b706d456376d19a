using Recover.Core.Databases.Raft.Layout;

namespace Recover.Core.Databases.Raft.Examination;

/// <summary>Tells which directory is meant: <c>database</c> or the <c>global</c> in it.</summary>
internal static class RaftPlace
{
    private const string Global = "global";

    /// <summary>The raft directory, whether it exists or not.</summary>
    public static string Of(string directory)
    {
        var below = Path.Combine(directory, Global);
        return Directory.Exists(below) || !LooksLikeLog(directory) ? below : directory;
    }

    private static bool LooksLikeLog(string directory)
    {
        try
        {
            // A copy may have any name; an empty "global" has nothing but its name.
            return Path.GetFileName(Path.TrimEndingDirectorySeparator(directory)).StartsWith(Global, StringComparison.Ordinal)
                || (Directory.Exists(directory)
                    && Directory.EnumerateFiles(directory).Take(1000).Any(path => IsLogFile(RaftFileName.Parse(Path.GetFileName(path)).Kind)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsLogFile(CheckedFileKind kind) => kind is not (CheckedFileKind.Temporary or CheckedFileKind.Unknown or CheckedFileKind.SetAside);
}
