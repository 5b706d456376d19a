using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Recover.Core.Json;

namespace Recover.Core.Storage.Ledger;

/// <summary>A page of the ledger as it lies on disk beside the place it is for. Immutable.</summary>
/// <param name="Place">Absolute path that belongs to the page; its file has the same path and an ending.</param>
/// <param name="Number">Grows with each page: later ones build on earlier ones.</param>
/// <param name="ProcessId">Process that made it.</param>
/// <param name="ProcessStart">When that process began, in clock ticks after boot: tells it from a later one of the same id.</param>
/// <param name="Steps">What was done or was about to be done, in order.</param>
internal sealed record LedgerRecord(string Place, long Number, int ProcessId, string ProcessStart, ImmutableArray<LedgerStep> Steps)
{
    private const string Suffix = ".json";
    private static long Last;

    /// <summary>True while the process that made it runs.</summary>
    public bool IsInUse => StartOf(ProcessId) is { } start && start == ProcessStart;

    private string File => Place + Suffix;

    /// <summary>An empty record of this process.</summary>
    public static LedgerRecord New(string place) =>
        new(place, Stopwatch.GetTimestamp() + Interlocked.Increment(ref Last), Environment.ProcessId, StartOf(Environment.ProcessId) ?? "", []);

    /// <summary>All records in a directory; what is no record is left out.</summary>
    public static ImmutableArray<LedgerRecord> AllIn(string directory) =>
        Directory.Exists(directory)
            ? [.. Directory.GetFiles(directory, "*" + Suffix).Select(file => (file, record: ReadOrNull(file))).Where(pair => pair.record?.File == pair.file).Select(pair => pair.record!)]
            : [];

    /// <summary>Writes or replaces its file; a kill leaves the old one or the new one.</summary>
    public void Write()
    {
        System.IO.File.WriteAllText(File + ".new", JsonSerializer.Serialize(this, CoreJson.Compact));
        System.IO.File.Move(File + ".new", File, overwrite: true);
    }

    /// <summary>Removes its file.</summary>
    public void Remove()
    {
        System.IO.File.Delete(File + ".new");
        System.IO.File.Delete(File);
    }

    private static LedgerRecord? ReadOrNull(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<LedgerRecord>(System.IO.File.ReadAllText(file), CoreJson.Compact);
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
