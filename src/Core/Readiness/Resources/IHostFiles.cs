using System.Collections.Immutable;

namespace Recover.Core.Readiness.Resources;

/// <summary>Reads small files of the host, such as those of the kernel, with bounds. Never throws; implementations are thread-safe.</summary>
internal interface IHostFiles
{
    /// <summary>Whether something is there; links are followed.</summary>
    HostPathState StateOf(string path);

    /// <summary>The start of a text file; null when it can't be read.</summary>
    string? ReadText(string path, int mostBytes);

    /// <summary>Names in a directory, at most <see cref="LiveHostFiles.MostNames"/>; empty when it can't be read.</summary>
    ImmutableArray<string> Names(string directory);

    /// <summary>The last part of a link's target; null when it is no link.</summary>
    string? LinkName(string path);

    /// <summary>Whether a program of this name is installed.</summary>
    bool HasProgram(string name);
}
