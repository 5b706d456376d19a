using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Defects;

/// <summary>A dir pool whose volumes are broken on purpose while no daemon runs.</summary>
internal sealed class BrokenPool(string path)
{
    /// <summary>Directory of a container's volume.</summary>
    public string Container(string name) => Path.Combine(path, "containers", name);

    public string Snapshot(string name, string snapshot) => Path.Combine(path, "containers-snapshots", name, snapshot);

    public string BackupFile(string name) => Path.Combine(Container(name), "backup.yaml");

    /// <summary>Rewrites the backup file as text.</summary>
    public void Edit(string name, Func<string, string> change) => Rewrite(BackupFile(name), change(File.ReadAllText(BackupFile(name))));

    /// <summary>Replaces a text that must be there, everywhere.</summary>
    public void Replace(string name, string old, string replacement) =>
        Edit(name, text => text.Contains(old, StringComparison.Ordinal)
            ? text.Replace(old, replacement, StringComparison.Ordinal)
            : throw new InvalidDataException($"The backup file of {name} has no {old}"));

    /// <summary>Cuts the backup file before a top-level section.</summary>
    public void CutBefore(string name, string section) => Edit(name, text => text[..SectionStart(text, section)]);

    /// <summary>Empties a top-level section up to the next one.</summary>
    public void Empty(string name, string section, string next) =>
        Edit(name, text => text[..SectionStart(text, section)] + $"{section}: []\n" + text[SectionStart(text, next)..]);

    /// <summary>Adds a line to the local config of the instance, which is where <c>config:</c> appears first.</summary>
    public void AddConfig(string name, string line) => Edit(name, text => InsertAfter(text, "  config:\n", $"    {line}\n"));

    /// <summary>Adds a device to the local and to the expanded devices.</summary>
    public void AddDevice(string name, string device, params IReadOnlyList<string> lines)
    {
        var block = $"    {device}:\n" + string.Concat(lines.Select(line => $"      {line}\n"));
        Edit(name, text => InsertAfter(
            InsertAfter(text.Replace("  devices: {}\n", "  devices:\n", StringComparison.Ordinal), "  expanded_devices:\n", block), "  devices:\n", block));
    }

    /// <summary>A copy of a container's volume under another name, without its snapshots.</summary>
    public void Copy(string name, string copy)
    {
        Directory.CreateDirectory(Container(copy));
        foreach (var file in Directory.GetFiles(Container(name)))
        {
            File.Copy(file, Path.Combine(Container(copy), Path.GetFileName(file)));
        }

        Directory.CreateDirectory(Path.Combine(Container(copy), "rootfs"));
    }

    /// <summary>Removes the snapshots from the backup file of a copy.</summary>
    public void ForgetSnapshots(string name)
    {
        Empty(name, "snapshots", "pool");
        Edit(name, text => text[..SectionStart(text, "volume_snapshots")]);
        Edit(name, text => text + "volume_snapshots: []\n");
    }

    /// <summary>What this machine can't make with the real client.</summary>
    public ForgedVolumes Forge => new(path);

    private static void Rewrite(string file, string text)
    {
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
    }

    private static int SectionStart(string text, string section)
    {
        var at = text.IndexOf($"\n{section}:", StringComparison.Ordinal);
        return at >= 0 ? at + 1 : throw new InvalidDataException($"The backup file has no section {section}");
    }

    private static string InsertAfter(string text, string mark, string addition)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at >= 0 ? text.Insert(at + mark.Length, addition) : throw new InvalidDataException($"The backup file has no {mark}");
    }
}
