using System.Collections.Immutable;
using System.Globalization;

namespace Recover.Core.Storage.Zfs;

/// <summary>Reads what <c>zpool import</c> without a name writes: the pools that could be imported, for people, with a word and a colon before each value. Thread-safe.</summary>
internal static class ZfsImportListing
{
    /// <summary>The pools, in the order shown; one that has no proper name or number is left out.</summary>
    public static ImmutableArray<ZfsExportedPool> Parse(string output)
    {
        var pools = ImmutableArray.CreateBuilder<ZfsExportedPool>();
        Dictionary<string, string>? values = null;
        var last = "";
        foreach (var line in output.Split('\n'))
        {
            if (Key(line) is { } key)
            {
                if (key == "pool")
                {
                    Add(pools, values);
                    values = new(StringComparer.Ordinal);
                }

                last = key;
                values?.TryAdd(key, line[(line.IndexOf(':') + 1)..].Trim());
            }
            else if (values is not null && last.Length > 0 && line.Trim().Length > 0)
            {
                // Long texts and the tree of devices go on in lines that begin with a tab.
                values[last] = $"{values[last]}\n{line.TrimEnd()}".TrimStart('\n');
            }
        }

        Add(pools, values);
        return pools.ToImmutable();
    }

    private static string? Key(string line)
    {
        var colon = line.IndexOf(':');
        var key = colon > 0 && line[0] != '\t' ? line[..colon].Trim() : "";
        return key is "pool" or "id" or "state" or "status" or "action" or "see" or "config" or "comment" ? key : null;
    }

    private static void Add(ImmutableArray<ZfsExportedPool>.Builder pools, Dictionary<string, string>? values)
    {
        if (values?.GetValueOrDefault("pool") is not { } name || !ZfsNames.IsPool(name)
            || !ulong.TryParse(values.GetValueOrDefault("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var guid))
        {
            return;
        }

        var status = values.GetValueOrDefault("status") is { Length: > 0 } text ? string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : null;
        var state = values.GetValueOrDefault("state", "").Split(' ')[0];
        pools.Add(new ZfsExportedPool(
            name,
            guid,
            ZfsLists.HealthOf(state),
            status,
            status?.Contains("last accessed by another system", StringComparison.Ordinal) == true,
            [.. values.GetValueOrDefault("config", "").Split('\n').Select(Device).OfType<string>()]));
    }

    // Devices are shown without the directory that most lie in; the pool and groups of devices stand between them.
    private static string? Device(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not [var name, _, ..] ? null
        : name.StartsWith('/') ? name
        : File.Exists($"/dev/{name}") ? $"/dev/{name}"
        : null;
}
