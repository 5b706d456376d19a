using System.Collections.Immutable;
using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage.Ceph;
using Recover.Core.Storage.Ledger;
using Recover.Core.Storage.Lvm;
using Recover.Core.Storage.Zfs;

namespace Recover.Core.Storage;

/// <summary>The kinds of pools that can be read, by name. Immutable and thread-safe.</summary>
public sealed class StorageDrivers(IEnumerable<IStorageDriver> drivers)
{
    private readonly ImmutableSortedDictionary<string, IStorageDriver> _drivers =
        drivers.ToImmutableSortedDictionary(driver => driver.Name, driver => driver, StringComparer.Ordinal);

    /// <summary>The drivers of this program.</summary>
    /// <param name="ledger">Undoes what looking touches.</param>
    /// <param name="commands">Runs the tools.</param>
    /// <param name="keys">Keys of encrypted datasets that the operator typed.</param>
    public static StorageDrivers Standard(LookLedger ledger, ICommandRunner commands, ZfsKeys keys) =>
        new(
        [
            new DirDriver(), new BtrfsDriver(ledger), new CephDriver(ledger), new CephFileDriver(ledger), new CephObjectDriver(ledger.Commands), new LvmDriver(ledger),
            new ZfsDriver(ledger, commands, keys),
        ]);

    /// <summary>All names that Incus has drivers for (6.0 and 7.x), whether they can be read here or not.</summary>
    public static ImmutableArray<string> KnownToIncus { get; } =
        ["btrfs", "ceph", "cephfs", "cephobject", "dir", "linstor", "lvm", "lvmcluster", "truenas", "zfs"];

    /// <summary>Names of those that can be read, sorted.</summary>
    public ImmutableArray<string> Names => [.. _drivers.Keys];

    /// <summary>All of them, sorted by name.</summary>
    public IEnumerable<IStorageDriver> All => _drivers.Values;

    /// <summary>The driver of this name; null when it can't be read.</summary>
    public IStorageDriver? Find(string name) => _drivers.GetValueOrDefault(name);

    /// <summary>Checks a typed definition; a driver that can't be read is one of the problems.</summary>
    public IReadOnlyList<Finding> Check(PoolDefinition pool, HostSurvey host) =>
        Find(pool.Driver) is { } driver
            ? driver.Check(pool, host)
            : [
                .. PoolNames.IsValid(pool.Name) ? Array.Empty<Finding>() : [Finding.Of(FindingCode.PoolNameInvalid, pool.Name)],
                NotRead(pool.Driver),
            ];

    /// <summary>Makes a pool readable.</summary>
    /// <exception cref="PoolUnreadableException">Its driver can't be read, or it can't be opened.</exception>
    public Task<IOpenPool> OpenAsync(PoolDefinition pool, HostSurvey host, CancellationToken cancellationToken) =>
        Find(pool.Driver) is { } driver
            ? driver.OpenAsync(pool, host, cancellationToken)
            : throw new PoolUnreadableException(NotRead(pool.Driver));

    private static Finding NotRead(string driver) => StorageTexts.DaemonsOf(driver) is { } next
        ? Finding.Of(FindingCode.PoolNeedsItsDaemons, driver, next)
        : Finding.Of(FindingCode.PoolDriverUnknown, driver);
}
