using System.Collections.Concurrent;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Scanning.Checks;
using Recover.Core.Scanning.Mismatches;
using Recover.Core.Storage;

namespace Recover.Core.Scanning;

/// <summary>
/// Looks into pools without changing them: lists their volumes, reads each instance's backup file, checks everything, and reports every problem
/// on its own item. Thread-safe; one scan does not know of another.
/// </summary>
public sealed class PoolScanner(StorageDrivers drivers, NetworkLeftovers leftovers, TimeProvider time)
{
    /// <summary>Scans the pools one after the other, the volumes of each side by side.</summary>
    /// <param name="request">What to scan.</param>
    /// <param name="progress">Called at each volume and pool, one call at a time, on any thread; must return soon.</param>
    /// <param name="cancellationToken">Stops the scan; whatever was opened is closed first.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<Inventory> ScanAsync(ScanRequest request, Action<ScanProgress> progress, CancellationToken cancellationToken)
    {
        var reader = new VolumeReader(request);
        var wanted = new WantedVolumes(request);
        var projects = new BucketProjects(request.Database);
        var tally = new ScanTally(request.Pools.Length, progress);
        var pools = new List<ScannedPool>();
        var volumes = new List<ScannedVolume>();
        foreach (var pool in request.Pools)
        {
            tally.NextPool(pool.Name);
            var found = new ConcurrentBag<ScannedVolume>();
            var finding = await ScanPoolAsync(pool, request.Host, projects, wanted, reader, found, tally, cancellationToken).ConfigureAwait(false);
            pools.Add(new ScannedPool
            {
                Definition = pool,
                Read = finding is null,
                Findings = [.. request.PoolFindings.GetValueOrDefault(pool.Name, []), .. finding is null ? Array.Empty<Finding>() : [finding]],
            });
            volumes.AddRange(found.OrderBy(volume => volume.Stored.Type).ThenBy(volume => volume.Stored.StoredName, StringComparer.Ordinal));
        }

        var networks = await leftovers.ReadAsync(request.Host, FixedAddresses.Of(volumes), request.AfterRestart, cancellationToken).ConfigureAwait(false);
        var inventory = InventoryChecks.Run(new Inventory
        {
            Host = request.Host,
            Database = request.Database,
            Pools = [.. pools],
            Volumes = [.. wanted.Of(volumes)],
            Networks = networks,
            ScannedAt = time.GetUtcNow(),
        });
        return request.IsWhole ? MismatchFinder.Run(inventory) : inventory;
    }

    /// <summary>Scans one pool; the finding says why it could not be read to the end.</summary>
    private async Task<Finding?> ScanPoolAsync(
        PoolDefinition pool,
        HostSurvey host,
        BucketProjects projects,
        WantedVolumes wanted,
        VolumeReader reader,
        ConcurrentBag<ScannedVolume> found,
        ScanTally tally,
        CancellationToken cancellationToken)
    {
        try
        {
            var open = await drivers.OpenAsync(pool, host, cancellationToken).ConfigureAwait(false);
            await using (open.ConfigureAwait(false))
            {
                var options = new ParallelOptions { MaxDegreeOfParallelism = open.Readers, CancellationToken = cancellationToken };
                await Parallel.ForEachAsync(
                    tally.CountSeenAsync(open.ListAsync(cancellationToken).Select(projects.Place), wanted.MayBeWanted, cancellationToken),
                    options,
                    async (stored, stop) =>
                    {
                        found.Add(await ReadVolumeAsync(reader, open, pool, stored, stop).ConfigureAwait(false));
                        tally.VolumeDone();
                    }).ConfigureAwait(false);
            }

            return null;
        }
        catch (PoolUnreadableException exception)
        {
            return exception.Finding;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Finding.Of(FindingCode.PoolUnreadable, pool.Source).WithRaw(exception.Message);
        }
    }

    /// <summary>A volume that can't be read for whatever reason is broken by itself; the others go on.</summary>
    private static async Task<ScannedVolume> ReadVolumeAsync(
        VolumeReader reader, IOpenPool open, PoolDefinition pool, StoredVolume stored, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(open, pool, stored, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new ScannedVolume
            {
                Pool = pool.Name,
                Stored = stored,
                State = VolumeState.Broken,
                Findings = [Finding.Of(FindingCode.VolumeUnreadable).WithRaw($"{exception.GetType().Name}: {exception.Message}")],
            };
        }
    }
}
