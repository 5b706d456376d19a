namespace Recover.Core.Cases;

/// <summary>What the operator says happened.</summary>
public enum CaseSituation
{
    /// <summary>Incus lost its database, or does not start.</summary>
    DatabaseLost,

    /// <summary>A pool or disk is missing from Incus.</summary>
    PoolMissing,

    /// <summary>Disks were moved here from a dead server.</summary>
    DisksMoved,

    /// <summary>Practice on the sample host.</summary>
    Practice,
}
