using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Recover.Core.Backups;

namespace Recover.Core.Storage.Lvm;

/// <summary>Reads the JSON reports of <c>vgs</c>, <c>pvs</c> and <c>lvs</c> (sizes in bytes, times in seconds since 1970). Thread-safe.</summary>
internal static class LvmReport
{
    /// <summary>Put before names of groups that are private copies for a look.</summary>
    public const string CopyPrefix = "recover_";

    private const string Tag = "incus_pool";

    /// <summary>The groups of three reports; private copies are left out.</summary>
    /// <exception cref="JsonException">A report is not what LVM writes.</exception>
    public static ImmutableArray<VolumeGroup> Groups(string groups, string devices, string volumes)
    {
        var devicesOf = Rows(devices, "pv").ToLookup(row => row["vg_name"], row => row["pv_name"]);
        var volumesOf = Rows(volumes, "lv").ToLookup(row => row["vg_name"], Volume);
        return
        [
            .. Rows(groups, "vg")
                .Where(row => !row["vg_name"].StartsWith(CopyPrefix, StringComparison.Ordinal))
                .Select(row => new VolumeGroup(
                    row["vg_name"],
                    row["vg_uuid"],
                    row["vg_tags"].Split(',').Contains(Tag),
                    Number(row["vg_size"]) ?? 0,
                    (int)(Number(row["vg_missing_pv_count"]) ?? 0),
                    [.. devicesOf[row["vg_name"]].Where(device => device.StartsWith('/'))],
                    [.. volumesOf[row["vg_name"]]])),
        ];
    }

    private static LogicalVolume Volume(ImmutableDictionary<string, string> row) => new(
        row["lv_name"],
        row["lv_uuid"],
        Number(row["lv_size"]) ?? 0,
        row["pool_lv"],
        row["origin"],
        Number(row["lv_time"]) is > 0 and < 253_402_300_800 and { } seconds ? new IncusTime(seconds, 0) : null,
        row["lv_layout"].Split(',') is var layout && layout.Contains("thin") && layout.Contains("pool"));

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static List<ImmutableDictionary<string, string>> Rows(string json, string kind)
    {
        using var document = JsonDocument.Parse(json);
        var rows = new List<ImmutableDictionary<string, string>>();
        foreach (var report in document.RootElement.GetProperty("report").EnumerateArray())
        {
            if (report.TryGetProperty(kind, out var found))
            {
                rows.AddRange(found.EnumerateArray().Select(row => row.EnumerateObject()
                    .ToImmutableDictionary(field => field.Name, field => field.Value.GetString() ?? "", StringComparer.Ordinal)));
            }
        }

        return rows;
    }
}
