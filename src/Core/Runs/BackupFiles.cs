using System.Runtime.CompilerServices;
using Recover.Core.Databases;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Plans;
using Recover.Core.Storage;

namespace Recover.Core.Runs;

/// <summary>Reads every backup.yaml of the pools that a run concerns, without following links; what can't be read is told and left out. Thread-safe.</summary>
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
                yield return Unreadable(definition);
                continue;
            }

            await using (pool.ConfigureAwait(false))
            {
                var (volumes, isWhole) = await InstancesAsync(pool, cancellationToken).ConfigureAwait(false);
                foreach (var volume in volumes)
                {
                    var (state, bytes) = await ReadAsync(pool, volume, cancellationToken).ConfigureAwait(false);
                    if (state != SafeFileState.Missing)
                    {
                        yield return new FoundBackupFile(
                            definition.Name, volume.Type, volume.StoredName, state == SafeFileState.Read ? bytes : default(ReadOnlyMemory<byte>?));
                    }
                }

                if (!isWhole)
                {
                    yield return Unreadable(definition);
                }
            }
        }
    }

    private static FoundBackupFile Unreadable(PoolDefinition pool) => new(pool.Name, VolumeType.Container, "", null);

    private static async Task<(List<StoredVolume> Volumes, bool IsWhole)> InstancesAsync(IOpenPool pool, CancellationToken cancellationToken)
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
            return (volumes, false);
        }

        return (volumes, true);
    }

    private static async Task<(SafeFileState State, byte[] Bytes)> ReadAsync(IOpenPool pool, StoredVolume volume, CancellationToken cancellationToken)
    {
        try
        {
            var open = await pool.OpenVolumeAsync(volume, snapshot: null, cancellationToken).ConfigureAwait(false);
            await using (open.ConfigureAwait(false))
            {
                var file = VolumeFiles.Read(open, "backup.yaml", Limit);
                // A directory that can't be listed has no such file itself, but may be full of them.
                var isHidden = file.State == SafeFileState.Missing && volume.Findings.Any(finding => finding.Code == FindingCode.VolumeUnreadable);
                return (isHidden ? SafeFileState.Unreadable : file.State, file.Bytes);
            }
        }
        catch (VolumeUnreadableException)
        {
            return (SafeFileState.Unreadable, []);
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
