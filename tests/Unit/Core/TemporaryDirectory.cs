namespace Recover.Tests.Unit.Core;

/// <summary>A directory of its own for one test; removed on dispose.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public TemporaryDirectory() => Root = Directory.CreateTempSubdirectory("recover-test-").FullName;

    public string Root { get; }

    /// <summary>Absolute path of something in it.</summary>
    public string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Makes a directory in it, parents included.</summary>
    public string Folder(params string[] parts) => Directory.CreateDirectory(At(parts)).FullName;

    /// <summary>Makes a file in it, parents included.</summary>
    public string Write(string content, params string[] parts)
    {
        var path = At(parts);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
