namespace Recover.Core.Readiness.Resources;

/// <summary>What the kernel can do, or could after loading a module. Read when first asked for; thread-safe.</summary>
internal sealed class HostKernel(IHostFiles files)
{
    private const int MostBytes = 4 << 20;

    private readonly Lazy<HashSet<string>> _fileSystems = new(() => Words(files.ReadText("/proc/filesystems", MostBytes)));
    private readonly Lazy<HashSet<string>> _modules = new(() => Loadable(files));

    /// <summary>Whether a file system of this kind can be mounted.</summary>
    public bool HasFileSystem(string name) => _fileSystems.Value.Contains(name) || HasModule(name);

    /// <summary>Whether a module is loaded, built in, or can be loaded. Its name has dashes or underscores, which are the same to the kernel.</summary>
    public bool HasModule(string name)
    {
        var plain = Plain(name);
        return _modules.Value.Contains(plain)
            || (plain.Length > 0 && !plain.Contains('/', StringComparison.Ordinal) && plain is not ("." or "..") && files.StateOf($"/sys/module/{plain}") == HostPathState.Present);
    }

    private static HashSet<string> Loadable(IHostFiles files)
    {
        var release = (files.ReadText("/proc/sys/kernel/osrelease", 256) ?? "").Trim();
        var lists = ((string[])["modules.dep", "modules.builtin"]).Select(list => files.ReadText($"/lib/modules/{release}/{list}", MostBytes) ?? "");
        return lists
            .SelectMany(list => list.Split('\n'))
            .Select(line => Path.GetFileName(line.Split(':')[0]))
            .Where(file => file.Contains(".ko", StringComparison.Ordinal))
            .Select(file => Plain(file[..file.IndexOf(".ko", StringComparison.Ordinal)]))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static HashSet<string> Words(string? text) =>
        [.. (text ?? "").Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries)];

    private static string Plain(string name) => name.Replace('-', '_');
}
