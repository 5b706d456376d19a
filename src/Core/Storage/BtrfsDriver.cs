using System.Collections.Immutable;
using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage;

/// <summary>Pools that are a btrfs file system or a directory of one (<c>btrfs</c>).</summary>
public sealed class BtrfsDriver(LookLedger ledger) : IStorageDriver
{
    /// <inheritdoc/>
    public string Name => "btrfs";

    /// <inheritdoc/>
    public IReadOnlySet<string> ConfigKeys { get; } = new HashSet<string>(StringComparer.Ordinal) { "size", "btrfs.mount_options" };

    /// <inheritdoc/>
    public bool IsRemote => false;

    /// <inheritdoc/>
    public Task<ImmutableArray<FoundPool>> FindAsync(HostSurvey host, CancellationToken cancellationToken) =>
        Task.Run(() => BtrfsDiscovery.Find(host), cancellationToken);

    /// <inheritdoc/>
    public bool IsSame(PoolDefinition pool, FoundPool found, HostSurvey host) => BtrfsDiscovery.IsSame(pool, found, host);

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Check(PoolDefinition pool, HostSurvey host) =>
        [.. PoolKeys.Check(pool, this), .. BtrfsPlace.Of(pool, host).Finding is { } finding ? [finding] : Array.Empty<Finding>()];

    /// <inheritdoc/>
    public async Task<IOpenPool> OpenAsync(PoolDefinition pool, HostSurvey host, CancellationToken cancellationToken)
    {
        var place = BtrfsPlace.Of(pool, host);
        if (place.Finding is { } finding)
        {
            throw new PoolUnreadableException(finding);
        }

        if (place.Path is { } path)
        {
            return new PlainTreePool(path, BtrfsCreation.Of, mount: null);
        }

        var page = ledger.Open();
        try
        {
            return new PlainTreePool(await MountAsync(page, place.ToMount!, cancellationToken).ConfigureAwait(false), BtrfsCreation.Of, page);
        }
        catch (Exception failure)
        {
            await page.DisposeAsync().ConfigureAwait(false);
            if (failure is CommandFailedException or IOException or UnauthorizedAccessException)
            {
                throw new PoolUnreadableException(Finding.Of(FindingCode.PoolUnreadable, place.ToMount!).WithRaw(failure.Message), failure);
            }

            throw;
        }
    }

    private static async Task<string> MountAsync(LedgerPage page, string source, CancellationToken cancellationToken)
    {
        var point = Path.Combine(await ReadOnlyMounts.MakePrivatePlaceAsync(page, cancellationToken).ConfigureAwait(false), "pool");
        var device = BlockDevices.IsBlockDevice(source) ? source : await LoopDeviceStep.AttachAsync(page, source, cancellationToken).ConfigureAwait(false);
        await ReadOnlyMounts.MountAsync(page, device, "btrfs", point, cancellationToken).ConfigureAwait(false);
        return point;
    }
}
