using System.Collections.Immutable;
using Recover.Core.Readiness.Resources;

namespace Recover.Tests.Unit.Core.Readiness;

/// <summary>A host of text files and names, and nothing else.</summary>
internal sealed class FakeHostFiles : IHostFiles
{
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Links { get; } = new(StringComparer.Ordinal);

    /// <summary>Paths that are there beside those of texts and links.</summary>
    public HashSet<string> Paths { get; } = new(StringComparer.Ordinal);

    /// <summary>Paths that do not answer.</summary>
    public HashSet<string> Silent { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Programs { get; } = new(StringComparer.Ordinal);

    public HostPathState StateOf(string path) =>
        Silent.Contains(path) ? HostPathState.Unseen
        : Paths.Contains(path) || All.Any(one => one == path || one.StartsWith($"{path}/", StringComparison.Ordinal)) ? HostPathState.Present
        : HostPathState.Absent;

    public string? ReadText(string path, int mostBytes) => Texts.GetValueOrDefault(path);

    public ImmutableArray<string> Names(string directory) =>
        [.. All.Where(path => path.StartsWith($"{directory}/", StringComparison.Ordinal)).Select(path => path[(directory.Length + 1)..].Split('/')[0]).Distinct()];

    public string? LinkName(string path) => Links.TryGetValue(path, out var target) ? Path.GetFileName(target) : null;

    public bool HasProgram(string name) => Programs.Contains(name);

    private IEnumerable<string> All => Texts.Keys.Concat(Links.Keys).Concat(Paths);
}
