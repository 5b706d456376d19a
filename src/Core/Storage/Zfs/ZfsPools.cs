using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Zfs;

/// <summary>Gets to the dataset of a pool, by importing if need be. Thread-safe.</summary>
internal sealed class ZfsPools(LookLedger ledger, ZfsTools tools)
{
    /// <summary>Opens what a definition names.</summary>
    /// <returns>The way to it and the dataset's name for people.</returns>
    /// <exception cref="PoolUnreadableException">It is not there or can't be read.</exception>
    public async Task<(ZfsAccess Access, string Dataset)> OpenAsync(PoolDefinition pool, HostSurvey host, CancellationToken cancellationToken)
    {
        var source = ZfsSource.Of(pool, host);
        var dataset = source.Dataset ?? throw new PoolUnreadableException(source.Finding!);
        try
        {
            var name = ZfsNames.PoolOf(dataset);
            if (await ImportedAsync(name, source, cancellationToken).ConfigureAwait(false) is { } imported)
            {
                return imported.Health == ZfsHealth.Unavailable
                    ? throw new PoolUnreadableException(Finding.Of(FindingCode.PoolUnreadable, name))
                    : (ZfsAccess.InPlace(name), dataset);
            }

            var exported = await tools.ExportedAsync(source.Devices, cancellationToken).ConfigureAwait(false);
            return exported.Where(other => other.Name == name).ToArray() switch
            {
                [] => throw new PoolUnreadableException(Finding.Of(FindingCode.PoolSourceMissing, dataset)),
                [var only] => (await ImportAsync(only, source, cancellationToken).ConfigureAwait(false), dataset),
                _ => throw new PoolUnreadableException(ZfsTools.Ambiguous(name)),
            };
        }
        catch (CommandFailedException failure)
        {
            throw new PoolUnreadableException(Finding.Of(FindingCode.PoolUnreadable, dataset).WithRaw(failure.Message), failure);
        }
    }

    private Task<ZfsAccess> ImportAsync(ZfsExportedPool pool, ZfsSource source, CancellationToken cancellationToken) =>
        pool.Health == ZfsHealth.Unavailable
            ? throw new PoolUnreadableException(Finding.Of(FindingCode.PoolUnreadable, pool.Name).WithRaw(pool.Status))
            : ZfsAccess.ImportAsync(ledger, pool, source.Devices, cancellationToken);

    private async Task<ZfsPool?> ImportedAsync(string name, ZfsSource source, CancellationToken cancellationToken)
    {
        var imported = (await tools.PoolsAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(pool => pool.Name == name);
        if (imported is null || source.Devices.IsEmpty)
        {
            return imported;
        }

        // Another pool may have taken the name.
        var devices = await tools.DevicesAsync(name, cancellationToken).ConfigureAwait(false);
        return devices.Any(device => source.Devices.Any(other => IsPartOf(device, other))) ? imported : null;
    }

    private static bool IsPartOf(string device, string other)
    {
        // ZFS makes a partition of a whole disk that it is given.
        var disk = File.ResolveLinkTarget(other, returnFinalTarget: true)?.FullName ?? other;
        return BlockDevices.AreSame(device, disk)
            || (device.StartsWith(disk, StringComparison.Ordinal) && device[disk.Length..].TrimStart('p').All(char.IsAsciiDigit));
    }
}
