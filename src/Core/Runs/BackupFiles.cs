using System.Runtime.CompilerServices;
using Recover.Core.Databases;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Storage;

namespace Recover.Core.Runs;

/// <summary>Reads every backup.yaml of the pools that a run concerns, without following links; what can't be read is left out. Thread-safe.</summary>
internal sealed class BackupFiles(StorageDrivers drivers)
{
    // As the scan's own bound: no file that Incus writes is near it.
    private const int Limit = 64 * 1024 * 1024;

    /// <summary>The files, pool by pool, mounted privately where Incus has not mounted them.</summary>
    public async IAsyncEnumerable<FoundBackupFile> ReadAsync(
        RecoveryPlan plan, HostSurvey host, DatabaseReading database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var definition in Pools(plan, database))
        {
            var pool = await TryOpenAsync(definition, host, cancellationToken).ConfigureAwait(false);
            if (pool is null)
            {
                continue;
            }

            await using (pool.ConfigureAwait(false))
            {
                foreach (var volume in await InstancesAsync(pool, cancellationToken).ConfigureAwait(false))
                {
                    if (await ReadAsync(pool, volume, cancellationToken).ConfigureAwait(false) is { } bytes)
                    {
                        yield return new FoundBackupFile(definition.Name, volume.Type, volume.StoredName, bytes);
                    }
                }
            }
        }
    }

    private static async Task<List<StoredVolume>> InstancesAsync(IOpenPool pool, CancellationToken cancellationToken)
    {
        var volumes = new List<StoredVolume>();
        try
        {
            await foreach (var volume in pool.ListAsync(cancellationToken).ConfigureAwait(false))
            {
                if (volume.Type is VolumeType.Container or VolumeType.VirtualMachine && PlannedPaths.IsName(volume.StoredName))
                {
                    volumes.Add(volume);
                }
            }
        }
        catch (PoolUnreadableException)
        {
            // What was listed until then is saved all the same.
        }

        return volumes;
    }

    private static async Task<byte[]?> ReadAsync(IOpenPool pool, StoredVolume volume, CancellationToken cancellationToken)
    {
        try
        {
            var open = await pool.OpenVolumeAsync(volume, snapshot: null, cancellationToken).ConfigureAwait(false);
            await using (open.ConfigureAwait(false))
            {
                var file = VolumeFiles.Read(open, "backup.yaml", Limit);
                return file.State == SafeFileState.Read ? file.Bytes : null;
            }
        }
        catch (VolumeUnreadableException)
        {
            return null;
        }
    }

    private static IEnumerable<PoolDefinition> Pools(RecoveryPlan plan, DatabaseReading database) => plan.Create.Pools
        .Select(pool => Definition(pool.Name, pool.Driver, pool.Config, PoolOrigin.Typed))
        .Concat(database.Contents.Pools.Select(pool => Definition(pool.Name, pool.Driver, pool.Config, PoolOrigin.Database)))
        .DistinctBy(pool => pool.Name);

    private static PoolDefinition Definition(
        string name, string driver, System.Collections.Immutable.ImmutableSortedDictionary<string, string> config, PoolOrigin origin) => new()
        {
            Name = name,
            Driver = driver,
            Source = config.GetValueOrDefault("source", ""),
            Config = config.Remove("source"),
            Origin = origin,
        };

    private async Task<IOpenPool?> TryOpenAsync(PoolDefinition pool, HostSurvey host, CancellationToken cancellationToken)
    {
        try
        {
            return await drivers.OpenAsync(pool, host, cancellationToken).ConfigureAwait(false);
        }
        catch (PoolUnreadableException)
        {
            return null;
        }
    }
}
