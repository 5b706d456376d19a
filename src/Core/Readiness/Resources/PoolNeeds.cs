using System.Collections.Immutable;

namespace Recover.Core.Readiness.Resources;

/// <summary>What Incus' storage drivers need of a host. Stateless.</summary>
internal static class PoolNeeds
{
    /// <summary>Programs that the driver can't do without.</summary>
    public static ImmutableArray<string> Programs(string driver) => driver switch
    {
        "btrfs" => ["btrfs"],
        "zfs" => ["zpool", "zfs"],
        "lvm" or "lvmcluster" => ["lvm"],
        "ceph" => ["ceph", "rbd"],
        "cephfs" => ["ceph"],
        _ => [],
    };

    /// <summary>File systems that the kernel must be able to mount.</summary>
    public static ImmutableArray<string> FileSystems(string driver) => driver switch
    {
        "btrfs" => ["btrfs"],
        "zfs" => ["zfs"],
        "cephfs" => ["ceph"],
        _ => [],
    };
}
