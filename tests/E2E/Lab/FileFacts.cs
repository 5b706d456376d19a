namespace Recover.Tests.E2E.Lab;

/// <summary>Type, owner, group, mode, target, access lists, extended attributes and contents of every file of a pool, one line each, so that what a start changed shows by name.</summary>
internal static class FileFacts
{
    /// <summary>The facts of everything below a directory. Backup files are left out: the daemon writes them anew at each start.</summary>
    public static async Task<SortedSet<string>> OfAsync(PrivateIncus incus, string root, CancellationToken cancellationToken)
    {
        var facts = new SortedSet<string>(StringComparer.Ordinal);
        var listed = await incus.RunAsync("find", [root, "-mindepth", "1", "!", "-name", "backup.yaml", "-printf", "%P\\t%y\\t%U:%G\\t%m\\t%l\\0"], cancellationToken);
        foreach (var line in listed.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            facts.Add(line);
            var path = line[..line.IndexOf('\t', StringComparison.Ordinal)];
            facts.UnionWith(ExtendedAttributes.Of(incus.FromOutside(Path.Combine(root, path))).Select(attribute => $"{path}\t{attribute}"));
        }

        var contents = await incus.RunAsync(
            "sh", ["-c", "cd \"$1\" && find . -type f ! -name backup.yaml -print0 | xargs -0r sha256sum", "contents", root], cancellationToken);
        facts.UnionWith(contents.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return facts;
    }

    /// <summary>What differs: only before with a leading minus, only now with a plus.</summary>
    public static IReadOnlyList<string> Compare(SortedSet<string> before, SortedSet<string> now) =>
        [.. before.Except(now).Select(fact => "- " + fact), .. now.Except(before).Select(fact => "+ " + fact)];
}
