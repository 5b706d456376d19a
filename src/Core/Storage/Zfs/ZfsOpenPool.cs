using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Recover.Core.Commands;
using Recover.Core.Findings;

namespace Recover.Core.Storage.Zfs;

/// <summary>A dataset that is a pool of Incus, open for reading.</summary>
/// <param name="access">The way to it, disposed with the pool.</param>
/// <param name="dataset">Its name for people.</param>
/// <param name="tools">Asks what there is.</param>
/// <param name="opener">Makes the files of datasets readable; disposed with the pool.</param>
internal sealed class ZfsOpenPool(ZfsAccess access, string dataset, ZfsTools tools, ZfsVolumeOpener opener) : IOpenPool
{
    private readonly ConcurrentDictionary<(VolumeType, string, ContentType), ZfsVolume> _volumes = [];

    // What there is has to be mounted volume by volume, by a tool of its own each time.
    /// <inheritdoc/>
    public int Readers => Math.Max(2, Environment.ProcessorCount);

    /// <inheritdoc/>
    public string? MountedAt => null;

    /// <inheritdoc/>
    public async Task<PoolLook> LookAsync(CancellationToken cancellationToken) =>
        ZfsLook.At(access.Now(dataset), (await ListingAsync(cancellationToken).ConfigureAwait(false)).Datasets);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredVolume> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listing = await ListingAsync(cancellationToken).ConfigureAwait(false);
        var volumes = new ZfsVolumes(access.Now(dataset), listing);
        foreach (var volume in volumes.All())
        {
            _volumes[Key(volume.Stored)] = volume;
            yield return volume.Stored;
        }
    }

    /// <inheritdoc/>
    public Task<IOpenVolume> OpenVolumeAsync(StoredVolume volume, string? snapshot, CancellationToken cancellationToken) =>
        _volumes.TryGetValue(Key(volume), out var found)
            ? opener.OpenAsync(found, snapshot, cancellationToken)
            : throw new ArgumentException(volume.StoredName, nameof(volume));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await opener.DisposeAsync().ConfigureAwait(false);
        await access.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<ZfsListing> ListingAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await tools.ListAsync(access.Now(dataset), cancellationToken).ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            throw new PoolUnreadableException(Finding.Of(FindingCode.PoolUnreadable, dataset).WithRaw(failure.Message), failure);
        }
    }

    private static (VolumeType, string, ContentType) Key(StoredVolume volume) => (volume.Type, volume.StoredName, volume.ContentType);
}
