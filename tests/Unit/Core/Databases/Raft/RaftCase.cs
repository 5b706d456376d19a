using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Recover.Tests.Unit.Core.Databases.Raft;

/// <summary>A database directory that a real daemon made and somebody damaged, with what is to be found in it.</summary>
internal static class RaftCase
{
    private static string Directory { get; } = Path.Combine(TestData.Directory, "raft");

    public static IEnumerable<string> Names => System.IO.Directory.GetFiles(Directory, "*.tar.gz")
        .Select(file => Path.GetFileName(file)[..^".tar.gz".Length])
        .Order(StringComparer.Ordinal);

    /// <summary>Unpacks it; the <c>database</c> directory.</summary>
    public static string Unpack(string name, TemporaryDirectory to)
    {
        using var file = File.OpenRead(Path.Combine(Directory, $"{name}.tar.gz"));
        using var plain = new GZipStream(file, CompressionMode.Decompress);
        TarFile.ExtractToDirectory(plain, to.Root, overwriteFiles: false);
        return to.At("database");
    }

    public static JsonElement Expected(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Directory, $"{name}.expected.json")));
        return document.RootElement.Clone();
    }

    /// <summary>Names, contents and times of everything below a directory.</summary>
    public static string Fingerprint(string directory) => string.Join(
        '\n',
        new DirectoryInfo(directory).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .OrderBy(entry => entry.FullName, StringComparer.Ordinal)
            .Select(entry => $"{entry.FullName} {entry.LastWriteTimeUtc.Ticks} {(entry is FileInfo file ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName))) : "")}"));
}
