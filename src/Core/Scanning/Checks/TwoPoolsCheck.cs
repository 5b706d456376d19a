using Recover.Core.Findings;

namespace Recover.Core.Scanning.Checks;

/// <summary>The same instance on several pools, as an interrupted move leaves it: the copy whose file names its own pool is the right one.</summary>
internal static class TwoPoolsCheck
{
    public static void Check(InventoryReport report)
    {
        foreach (var copies in report.Candidates.GroupBy(volume => volume.Label, StringComparer.Ordinal).Where(copies => copies.Count() > 1))
        {
            var finding = Finding.Of(FindingCode.InstanceOnTwoPools, string.Join(", ", copies.Select(volume => volume.Pool).Distinct().Order(StringComparer.Ordinal)));
            var right = copies.Where(volume => volume.Backup!.Pool?.Name == volume.Pool).ToArray();
            foreach (var volume in copies)
            {
                if (right.Length == 1 && right[0] == volume)
                {
                    report.Report(volume, finding, VolumeState.Recoverable);
                }
                else
                {
                    // The severity tells the doubtful copies from the right one, which is not asked about even when it waits for other answers.
                    report.Report(volume, finding with { Severity = FindingSeverity.Error }, VolumeState.Question);
                }
            }
        }
    }
}
