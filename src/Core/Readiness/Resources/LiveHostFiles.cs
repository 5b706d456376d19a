using System.Collections.Immutable;
using System.Text;
using Recover.Core.Commands;
using Recover.Core.Hosts;

namespace Recover.Core.Readiness.Resources;

/// <summary>Files of this machine. Thread-safe.</summary>
internal sealed class LiveHostFiles : IHostFiles
{
    /// <summary>Most names of a directory that are looked at.</summary>
    public const int MostNames = 10_000;

    // A path on a file server that is gone would hold up everything.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public HostPathState StateOf(string path)
    {
        var look = Task.Run(() => Path.Exists(path));
        return !look.Wait(Patience) ? HostPathState.Unseen : look.Result ? HostPathState.Present : HostPathState.Absent;
    }

    /// <inheritdoc/>
    public string? ReadText(string path, int mostBytes)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[mostBytes];
            return Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Names(string directory)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(directory).Take(MostNames).Select(path => Path.GetFileName(path))];
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public string? LinkName(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget is { } target ? Path.GetFileName(target.TrimEnd('/')) : null;
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public bool HasProgram(string name) => ExecutableFinder.Find(name, [.. IncusPrograms.Directories]) is not null;
}
