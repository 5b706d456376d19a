using Recover.Core.Findings;

namespace Recover.Core.Scanning.Checks;

/// <summary>Every backup file repeats the configuration of its pool; here the copies are compared.</summary>
internal static class PoolConfigCheck
{
    private const int MaximumKeys = 200;
    private const int MaximumValuesNamed = 5;

    public static void Check(InventoryReport report)
    {
        foreach (var pool in report.Inventory.Pools.Select(pool => pool.Definition.Name))
        {
            var volumes = report.Inventory.Volumes.Where(volume => volume.Pool == pool && volume.Backup?.Pool?.Name == pool).ToArray();
            var keys = volumes.SelectMany(volume => volume.Backup!.Pool!.Config.Keys).Distinct(StringComparer.Ordinal).Take(MaximumKeys);
            foreach (var key in keys.Order(StringComparer.Ordinal))
            {
                Compare(report, pool, key, volumes);
            }
        }
    }

    private static void Compare(InventoryReport report, string pool, string key, ScannedVolume[] volumes)
    {
        var copies = volumes
            .GroupBy(volume => volume.Backup!.Pool!.Config.GetValueOrDefault(key, ""), StringComparer.Ordinal)
            .OrderByDescending(copy => copy.Count())
            .ThenByDescending(copy => copy.Max(volume => volume.Backup!.ModifiedAt))
            .ThenBy(copy => copy.Key, StringComparer.Ordinal)
            .ToArray();
        if (copies.Length < 2)
        {
            return;
        }

        var values = string.Join("; ", copies.Take(MaximumValuesNamed).Select(copy => ScanTexts.ValueInFiles(copy.Key, copy.Count())));
        var finding = Finding.Of(FindingCode.PoolConfigDisagreement, key, values);
        report.ReportPool(pool, finding);
        foreach (var volume in copies.Skip(1).SelectMany(copy => copy).Where(volume => volume.State != VolumeState.Known))
        {
            report.Report(volume, finding.WithRaw($"pool.config.{key}: {volume.Backup!.Pool!.Config.GetValueOrDefault(key, "")}"));
        }
    }
}
