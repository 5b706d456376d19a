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
                foreach (var (type, directory) in TypeDirectories.All.Where(one => one.Type is VolumeType.Container or VolumeType.VirtualMachine))
                {
                    foreach (var name in Names(Path.Combine(pool.Root, directory)))
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        var file = SafeFile.Read(pool.Root, $"{directory}/{name}/backup.yaml", Limit);
                        if (file.State == SafeFileState.Read)
                        {
                            yield return new FoundBackupFile(definition.Name, type, name, file.Bytes);
                        }
                    }
                }
            }
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

    private static string[] Names(string directory) =>
        Directory.Exists(directory) && new FileInfo(directory).LinkTarget is null
            ? [.. Directory.EnumerateDirectories(directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]
            : [];
}
