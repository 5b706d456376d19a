using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Zfs;

/// <summary>
/// Finds datasets that Incus keeps pools in: in pools that are imported, in Incus' loop files, and in pools that could be imported, which is done
/// read-only for a glance. Thread-safe.
/// </summary>
internal sealed class ZfsDiscovery(LookLedger ledger, ZfsTools tools, ZfsKeys keys)
{
    /// <summary>All that can be seen; what can't be asked for is nothing found.</summary>
    public async Task<ImmutableArray<FoundPool>> FindAsync(HostSurvey host, CancellationToken cancellationToken)
    {
        try
        {
            var found = ImmutableArray.CreateBuilder<FoundPool>();
            var loops = LoopFiles.On(host).Where(loop => loop.Driver == ZfsDriver.DriverName).Select(loop => loop.File).ToList();
            var imported = (await tools.PoolsAsync(cancellationToken).ConfigureAwait(false)).Where(pool => !ZfsImportStep.IsOwn(pool.Name)).ToList();
            foreach (var pool in imported.Where(pool => pool.Health != ZfsHealth.Unavailable))
            {
                var devices = await tools.DevicesAsync(pool.Name, cancellationToken).ConfigureAwait(false);
                var file = loops.FirstOrDefault(devices.Contains);
                _ = file is not null && loops.Remove(file);
                ImmutableArray<Finding> findings = pool.Health == ZfsHealth.Degraded ? [Finding.Of(FindingCode.ZfsPoolDegraded, pool.Name)] : [];
                var sight = new ZfsSight(file ?? devices.FirstOrDefault(), file, pool.SizeBytes, PoolOrigin.Mount, findings);
                found.AddRange(await InAsync(ZfsAccess.InPlace(pool.Name), sight, host, cancellationToken).ConfigureAwait(false));
            }

            foreach (var file in loops)
            {
                var inside = await tools.ExportedAsync([file], cancellationToken).ConfigureAwait(false);
                found.AddRange(await ExportedAsync(inside, file, imported, host, cancellationToken).ConfigureAwait(false));
            }

            var onDisks = await tools.ExportedAsync([], cancellationToken).ConfigureAwait(false);
            found.AddRange(await ExportedAsync(onDisks, file: null, imported, host, cancellationToken).ConfigureAwait(false));
            return found.ToImmutable();
        }
        catch (CommandFailedException)
        {
            return [];
        }
    }

    private async Task<IEnumerable<FoundPool>> ExportedAsync(
        ImmutableArray<ZfsExportedPool> exported, string? file, List<ZfsPool> imported, HostSurvey host, CancellationToken cancellationToken)
    {
        var found = new List<FoundPool>();
        foreach (var pool in exported)
        {
            // Neither can be imported by name while there are two.
            var isAmbiguous = exported.Count(other => other.Name == pool.Name) > 1 || imported.Any(other => other.Name == pool.Name);
            var sight = new ZfsSight(file ?? pool.Devices.FirstOrDefault(), file, null, file is null ? PoolOrigin.BlockDevice : PoolOrigin.LoopFile, FindingsOn(pool, isAmbiguous, file));
            if (sight.Findings.Any(finding => finding.Severity == FindingSeverity.Error))
            {
                found.Add(sight.Found(pool.Name, pool.Name));
                continue;
            }

            try
            {
                var access = await ZfsAccess.ImportAsync(ledger, pool, file is null ? [] : [file], cancellationToken).ConfigureAwait(false);
                await using (access.ConfigureAwait(false))
                {
                    found.AddRange(await InAsync(access, sight, host, cancellationToken).ConfigureAwait(false));
                }
            }
            catch (PoolUnreadableException failure)
            {
                found.Add((sight with { Findings = sight.Findings.Add(failure.Finding) }).Found(pool.Name, pool.Name));
            }
        }

        return found;
    }

    private static ImmutableArray<Finding> FindingsOn(ZfsExportedPool pool, bool isAmbiguous, string? file) =>
    [
        .. isAmbiguous ? [ZfsTools.Ambiguous(pool.Name)] : Array.Empty<Finding>(),
        .. pool.Health == ZfsHealth.Unavailable ? [Finding.Of(FindingCode.PoolUnreadable, pool.Name).WithRaw(pool.Status)] : Array.Empty<Finding>(),
        .. pool.Health == ZfsHealth.Degraded ? [Finding.Of(FindingCode.ZfsPoolDegraded, pool.Name).WithRaw(pool.Status)] : Array.Empty<Finding>(),

        // Incus forces the import of its loop files, and of nothing else.
        .. pool.IsForeign && file is null ? [Finding.Of(FindingCode.ZfsPoolForeign, pool.Name, $"zpool import -f -N '{pool.Name}'")] : Array.Empty<Finding>(),
    ];

    private async Task<IEnumerable<FoundPool>> InAsync(ZfsAccess access, ZfsSight sight, HostSurvey host, CancellationToken cancellationToken)
    {
        var datasets = await tools.DatasetsAsync(access.Pool, cancellationToken).ConfigureAwait(false);
        var found = new List<FoundPool>();
        foreach (var dataset in ZfsLook.PoolsIn(datasets))
        {
            var layout = new ZfsVolumes(dataset, ZfsListing.Of(datasets));
            var volumes = layout.All().ToList();
            var name = NameByMount(dataset, host)
                ?? PlacesOfVolumes.PoolOf(volumes.Select(volume => volume.Stored), host)
                ?? await NameInsideAsync(access, volumes, cancellationToken).ConfigureAwait(false)
                ?? access.Shown(dataset).Split('/')[^1];
            var pool = sight.Found(name, access.Shown(dataset));
            var deleted = layout.Deleted().Count();
            ImmutableArray<ZfsDataset> inside = [.. datasets.Where(other => other.Name == dataset || other.Name.StartsWith(dataset + "/", StringComparison.Ordinal))];
            found.Add(pool with
            {
                Findings =
                [
                    .. pool.Findings,
                    .. deleted == 0 ? Array.Empty<Finding>() : [Finding.Of(FindingCode.ZfsDeletedKept, access.Shown(dataset), $"{deleted}")],
                    .. KeysNeeded(inside, access),
                ],
                Look = ZfsLook.At(dataset, inside),
            });
        }

        return found;
    }

    /// <summary>A finding for each key that is not loaded and nobody typed: it does not stand in the way of what is not encrypted with it.</summary>
    private IEnumerable<Finding> KeysNeeded(ImmutableArray<ZfsDataset> datasets, ZfsAccess access) => datasets
        .Where(dataset => dataset is { IsLocked: true, KeyDataset: not null })
        .Select(dataset => access.Shown(dataset.KeyDataset!))
        .Distinct(StringComparer.Ordinal)
        .Where(dataset => keys.Find(dataset) is null)
        .Select(dataset => Finding.Of(FindingCode.ZfsKeyNeeded, dataset) with { Severity = FindingSeverity.Warning });

    /// <summary>The pool's name as the place tells at which its volumes are mounted.</summary>
    private static string? NameByMount(string dataset, HostSurvey host) =>
        MountTable.Read().Below(host.Directory.StoragePools)
            .Where(mount => mount.Type == ZfsDriver.DriverName && mount.Source.StartsWith(dataset + "/", StringComparison.Ordinal))
            .Select(mount => Path.GetRelativePath(host.Directory.StoragePools, mount.Point).Split('/')[0])
            .FirstOrDefault(PoolNames.IsValid);

    /// <summary>The pool's name as most of a few backup files in it tell: without the right one nothing on it would fit its record.</summary>
    private async Task<string?> NameInsideAsync(ZfsAccess access, IEnumerable<ZfsVolume> volumes, CancellationToken cancellationToken)
    {
        const int tries = 5;
        var names = new List<string>();
        var opener = new ZfsVolumeOpener(ledger, keys, access);
        await using (opener.ConfigureAwait(false))
        {
            var instances = volumes
                .Where(volume => volume is { Stored.Type: VolumeType.Container or VolumeType.VirtualMachine, Files.IsVolume: false })
                .OrderBy(volume => volume.Files!.IsLocked)
                .Take(tries);
            foreach (var instance in instances)
            {
                if (await NameInAsync(opener, instance, cancellationToken).ConfigureAwait(false) is { } name && PoolNames.IsValid(name))
                {
                    names.Add(name);
                }
            }
        }

        return names.CountBy(name => name).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).FirstOrDefault();
    }

    private static async Task<string?> NameInAsync(ZfsVolumeOpener opener, ZfsVolume instance, CancellationToken cancellationToken)
    {
        try
        {
            var open = await opener.OpenAsync(instance, snapshot: null, cancellationToken).ConfigureAwait(false);
            await using (open.ConfigureAwait(false))
            {
                var content = VolumeFiles.Read(open, "backup.yaml", BackupFileReader.MaximumBytes);
                return content.State == SafeFileState.Read ? BackupFileReader.Read(content.Bytes, DateTimeOffset.UnixEpoch).File?.Pool?.Name : null;
            }
        }
        catch (VolumeUnreadableException)
        {
            return null;
        }
    }
}
