namespace Recover.Core.Scanning.Checks;

/// <summary>The checks that look across volumes and pools, after all have been read.</summary>
internal static class InventoryChecks
{
    public static Inventory Run(Inventory inventory)
    {
        var report = new InventoryReport(inventory);
        PoolConfigCheck.Check(report);
        TwoPoolsCheck.Check(report);
        DuplicateCheck.Check(report);
        return report.ToInventory();
    }
}
