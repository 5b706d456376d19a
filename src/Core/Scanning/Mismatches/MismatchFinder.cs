using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Findings;

namespace Recover.Core.Scanning.Mismatches;

/// <summary>
/// Sets the database against the disk: what it has and the pools lack, and records of which a half is missing. What the pools have and the database lacks is what a
/// recovery is about anyway. Pure and thread-safe.
/// </summary>
public static class MismatchFinder
{
    /// <summary>The inventory with what does not go together. Only of a look that left nothing out on purpose.</summary>
    public static Inventory Run(Inventory inventory)
    {
        var database = inventory.Database;
        if (database is { Source: null or DatabaseSource.FreshTemplate } or { Damage: not null } || database.Contents.NodeCount != 1)
        {
            return inventory;
        }

        var disk = new DiskStock(inventory);
        return inventory with
        {
            Mismatches = Of(inventory, disk),
            Pools = [.. inventory.Pools.Select(pool => disk.Strange.Contains(pool.Definition.Name)
                ? pool with { Findings = pool.Findings.Add(Finding.Of(FindingCode.PoolStrange, pool.Definition.Name)) }
                : pool)],
            Findings = NewerOnDisk.Find(inventory) is { } newer ? inventory.Findings.Add(newer) : inventory.Findings,
        };
    }

    private static ImmutableArray<Mismatch> Of(Inventory inventory, DiskStock disk)
    {
        var contents = inventory.Database.Contents;
        return
        [
            .. new InstanceMismatches(contents, disk).Find()
                .Concat(new OtherMismatches(contents, disk, inventory.Host.Images).Find())
                .OrderBy(mismatch => mismatch.Kind)
                .ThenBy(mismatch => mismatch.Id, StringComparer.Ordinal),
        ];
    }
}
