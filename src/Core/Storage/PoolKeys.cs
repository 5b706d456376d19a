using Recover.Core.Findings;

namespace Recover.Core.Storage;

/// <summary>Checks what every kind of pool has in common: its name and the keys of its config (Incus 6.0). Thread-safe.</summary>
internal static class PoolKeys
{
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "source", "source.wipe", "volatile.initial_source", "rsync.bwlimit", "rsync.compression",
    };

    private static readonly string[] FreePrefixes = ["user.", "volume."];

    /// <summary>Findings about the name and the keys.</summary>
    public static IEnumerable<Finding> Check(PoolDefinition pool, IStorageDriver driver)
    {
        if (!PoolNames.IsValid(pool.Name))
        {
            yield return Finding.Of(FindingCode.PoolNameInvalid, pool.Name);
        }

        foreach (var key in pool.Config.Keys)
        {
            if (!Common.Contains(key) && !driver.ConfigKeys.Contains(key) && !FreePrefixes.Any(prefix => IsBelow(key, prefix)))
            {
                yield return Finding.Of(FindingCode.PoolKeyUnknown, key, driver.Name);
            }
        }
    }

    private static bool IsBelow(string key, string prefix) => key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.Ordinal);
}
