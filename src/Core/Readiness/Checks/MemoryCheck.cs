using System.Globalization;
using Recover.Core.Findings;

namespace Recover.Core.Readiness.Checks;

/// <summary>
/// Free memory against the limit. A virtual machine takes its memory as it starts; a container starts all the same (seen with Incus 6.0.4), so that it is only worth knowing.
/// </summary>
internal sealed class MemoryCheck : IStartCheck
{
    // What a virtual machine gets without a limit (Incus 6.0.4).
    private const long UsualBytes = 1L << 30;

    private static readonly (string Suffix, long Factor)[] Units =
    [
        ("kB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("PiB", 1L << 50), ("B", 1), ("", 1),
    ];

    public IEnumerable<Finding> Check(StartingInstance instance, StartSurroundings surroundings)
    {
        var host = surroundings.Host;
        if (host.AvailableMemory is not { } free)
        {
            yield break;
        }

        var limit = Bytes(instance.Config.GetValueOrDefault("limits.memory"), host.TotalMemory) ?? (instance.IsVirtualMachine ? UsualBytes : null);
        if (limit > free)
        {
            var finding = Finding.Of(FindingCode.MemoryScarce, Words(limit.Value), Words(free));
            yield return instance.IsVirtualMachine ? finding with { Severity = FindingSeverity.Warning } : finding;
        }
    }

    /// <summary>A limit as Incus writes it: a number with a unit, or a share of the host's memory; null for what is neither.</summary>
    internal static long? Bytes(string? limit, long total)
    {
        if (limit is not { Length: > 0 })
        {
            return null;
        }

        if (limit.EndsWith('%'))
        {
            return long.TryParse(limit[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var share) && share <= 100 ? total / 100 * share : null;
        }

        var (suffix, factor) = Units.First(unit => limit.EndsWith(unit.Suffix, StringComparison.Ordinal));
        return long.TryParse(limit.AsSpan(0, limit.Length - suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= long.MaxValue / factor
            ? number * factor
            : null;
    }

    private static string Words(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB");
}
