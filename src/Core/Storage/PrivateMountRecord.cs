using System.Text.Json;
using Recover.Core.Json;

namespace Recover.Core.Storage;

/// <summary>What a private mount left on the host until it is undone; kept in a file beside it, so that the next start can undo it. Immutable.</summary>
/// <param name="Directory">The mount's own directory.</param>
/// <param name="LoopDevice">The loop device that was about to be attached; null when there is none.</param>
/// <param name="Image">The file behind it.</param>
/// <param name="ProcessId">Process that made it.</param>
/// <param name="ProcessStart">When that process began, in clock ticks after boot: tells it from a later one of the same id.</param>
internal sealed record PrivateMountRecord(string Directory, string? LoopDevice, string? Image, int ProcessId, string ProcessStart)
{
    private const string Suffix = ".json";

    /// <summary>True while the process that made it runs.</summary>
    public bool IsInUse => StartOf(ProcessId) is { } start && start == ProcessStart;

    private string File => Directory + Suffix;

    /// <summary>A record of this process.</summary>
    public static PrivateMountRecord New(string directory, string? image) =>
        new(directory, null, image, Environment.ProcessId, StartOf(Environment.ProcessId) ?? "");

    /// <summary>All records in a directory; what is no record is left out.</summary>
    public static IEnumerable<PrivateMountRecord> AllIn(string mounts)
    {
        foreach (var file in System.IO.Directory.Exists(mounts) ? System.IO.Directory.GetFiles(mounts, "*" + Suffix) : [])
        {
            if (ReadOrNull(file) is { } record && record.Directory + Suffix == file)
            {
                yield return record;
            }
        }
    }

    /// <summary>Writes or replaces its file.</summary>
    public void Write() => System.IO.File.WriteAllText(File, JsonSerializer.Serialize(this, CoreJson.Compact));

    /// <summary>Removes its file.</summary>
    public void Remove()
    {
        if (System.IO.File.Exists(File))
        {
            System.IO.File.Delete(File);
        }
    }

    private static PrivateMountRecord? ReadOrNull(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<PrivateMountRecord>(System.IO.File.ReadAllText(file), CoreJson.Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // proc(5): field 22 of stat, counted behind the name, which may hold anything.
    private static string? StartOf(int processId)
    {
        try
        {
            var stat = System.IO.File.ReadAllText($"/proc/{processId}/stat");
            return stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(19);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
