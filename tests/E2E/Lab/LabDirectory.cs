namespace Recover.Tests.E2E.Lab;

/// <summary>
/// A short temporary directory of one test (the path of a unix socket inside it must stay under about a hundred characters); removed at the end.
/// </summary>
internal sealed class LabDirectory : IDisposable
{
    public LabDirectory()
    {
        var parent = Environment.GetEnvironmentVariable(LabPrograms.DirectoryVariable) ?? System.IO.Path.GetTempPath();
        Path = Directory.CreateDirectory(System.IO.Path.Combine(parent, "rt" + System.IO.Path.GetRandomFileName()[..6])).FullName;
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public string Path { get; }

    /// <summary>A path below.</summary>
    public string Of(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>A new directory below.</summary>
    public string Make(params string[] parts) => Directory.CreateDirectory(Of(parts)).FullName;

    public void Dispose()
    {
        // The volumes of a btrfs pool are gone with their mount; what is left are plain files, some without write permission for others.
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
