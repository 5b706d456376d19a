using Recover.Core.Findings;

namespace Recover.Core.Storage.Ceph;

/// <summary>Checks what says where a pool of ceph is. Thread-safe.</summary>
internal static class CephSource
{
    private const int LongestPool = 255;

    /// <summary>What stands in the way of asking the cluster.</summary>
    /// <param name="source">Pool or file system; hostile.</param>
    /// <param name="access">Cluster and user; hostile.</param>
    public static IEnumerable<Finding> Check(string source, CephAccess access)
    {
        if (source.Length == 0)
        {
            return [Finding.Of(FindingCode.PoolSourceNeeded)];
        }

        return IsPool(source) ? CheckAccess(access) : [Finding.Of(FindingCode.PoolSourceUnfit, source, "ceph", StorageTexts.NotACephName)];
    }

    /// <summary>What stands in the way of asking the cluster itself.</summary>
    /// <param name="access">Cluster and user; hostile.</param>
    public static IEnumerable<Finding> CheckAccess(CephAccess access)
    {
        if (!CephAccess.IsName(access.Cluster) || !CephAccess.IsName(access.User))
        {
            yield return Finding.Of(FindingCode.PoolSourceUnfit, $"{access.Cluster} {access.User}", "ceph", StorageTexts.NotACephName);
        }
        else if (!File.Exists(access.File))
        {
            yield return Finding.Of(FindingCode.PoolSourceMissing, access.File);
        }
    }

    /// <summary>True for what can be a pool's name in an option.</summary>
    public static bool IsPool(string name) =>
        name.Length is > 0 and <= LongestPool && name[0] != '-' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':' or '/');
}
