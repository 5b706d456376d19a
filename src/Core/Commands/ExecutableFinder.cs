namespace Recover.Core.Commands;

/// <summary>Finds programs in <c>PATH</c> and in the system directories that a rescue shell may lack in its <c>PATH</c>. Thread-safe.</summary>
public static class ExecutableFinder
{
    private static readonly string[] SystemDirectories = ["/usr/sbin", "/sbin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/local/bin"];

    /// <summary>Absolute path of the program, or null.</summary>
    /// <param name="name">File name without a directory.</param>
    /// <param name="firstDirectories">Directories looked at before all others.</param>
    public static string? Find(string name, params ReadOnlySpan<string> firstDirectories)
    {
        string[] directories = [.. firstDirectories, .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), .. SystemDirectories];
        return directories
            .Where(Path.IsPathRooted)
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path)
    {
        const UnixFileMode anyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        try
        {
            return File.Exists(path) && (File.GetUnixFileMode(path) & anyExecute) != 0;
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
