using Recover.Core.Findings;

namespace Recover.Core.Scanning.Checks;

/// <summary>Identities that must be unique: UUIDs and MAC addresses.</summary>
internal static class DuplicateCheck
{
    private const int MaximumNamed = 5;

    public static void Check(InventoryReport report)
    {
        CheckUuids(report);
        CheckMacs(report);
    }

    private static void CheckUuids(InventoryReport report)
    {
        var recorded = report.Inventory.Database.Contents.Instances
            .Where(instance => !string.IsNullOrEmpty(instance.Uuid))
            .Select(instance => (Uuid: instance.Uuid!, Label: $"{instance.Project}/{instance.Name}"));
        var byUuid = recorded
            .Concat(report.Candidates.Select(volume => (Uuid: UuidOf(volume), volume.Label)))
            .Where(owner => owner.Uuid.Length > 0)
            .ToLookup(owner => owner.Uuid, owner => owner.Label, StringComparer.OrdinalIgnoreCase);
        foreach (var volume in report.Candidates)
        {
            if (Others(byUuid[UuidOf(volume)], volume.Label) is { } others)
            {
                report.Report(volume, Finding.Of(FindingCode.UuidDuplicate, others).WithRaw(UuidOf(volume)));
            }
        }
    }

    private static void CheckMacs(InventoryReport report)
    {
        var byAddress = report.Candidates
            .SelectMany(volume => MacsOf(volume).Select(mac => (mac.Address, volume.Label)))
            .ToLookup(owner => owner.Address, owner => owner.Label, StringComparer.OrdinalIgnoreCase);
        foreach (var volume in report.Candidates)
        {
            foreach (var (device, address) in MacsOf(volume))
            {
                if (Others(byAddress[address], volume.Label) is { } others)
                {
                    report.Report(volume, Finding.Of(FindingCode.MacDuplicate, device, others).WithRaw(address));
                }
            }
        }
    }

    private static string UuidOf(ScannedVolume volume) => volume.Backup!.Instance!.Config.GetValueOrDefault("volatile.uuid", "");

    private static IEnumerable<(string Device, string Address)> MacsOf(ScannedVolume volume)
    {
        var instance = volume.Backup!.Instance!;
        foreach (var (name, device) in instance.AllDevices)
        {
            if (device.GetValueOrDefault("type") == "nic"
                && (device.GetValueOrDefault("hwaddr") ?? instance.Config.GetValueOrDefault($"volatile.{name}.hwaddr")) is { Length: > 0 } address)
            {
                yield return (name, address);
            }
        }
    }

    /// <summary>The other owners in words; null when there are none. The copies of one instance on several pools are one owner.</summary>
    private static string? Others(IEnumerable<string> owners, string own)
    {
        var others = owners.Where(label => label != own).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return others.Length switch
        {
            0 => null,
            <= MaximumNamed => string.Join(", ", others),
            _ => ScanTexts.AndMore(string.Join(", ", others.Take(MaximumNamed)), others.Length - MaximumNamed),
        };
    }
}
