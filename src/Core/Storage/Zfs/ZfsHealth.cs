namespace Recover.Core.Storage.Zfs;

/// <summary>How well a pool of ZFS is (zpoolconcepts(7), "Device Failure and Recovery").</summary>
internal enum ZfsHealth
{
    /// <summary>All devices work.</summary>
    Online,

    /// <summary>Devices are missing or broken, the data is complete.</summary>
    Degraded,

    /// <summary>It can't be read.</summary>
    Unavailable,
}
