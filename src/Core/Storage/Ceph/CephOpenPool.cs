using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Ceph;

/// <summary>A pool of images, open for reading: where Incus has a volume mounted, there; else mapped and mounted read-only.</summary>
internal sealed class CephOpenPool(LookLedger ledger, CephTools tools, CephAccess access, string pool) : IOpenPool
{
    private readonly ConcurrentDictionary<(VolumeType, string, ContentType), string> _files = [];
    private readonly SemaphoreSlim _preparing = new(1);
    private readonly LedgerPage _page = ledger.Open();
    private string? _place;
    private int _number;

    /// <inheritdoc/>
    public string? MountedAt => null;

    // Each has to be mapped and mounted, which is waiting for the cluster.
    /// <inheritdoc/>
    public int Readers => 4;

    /// <inheritdoc/>
    public async Task<PoolLook> LookAsync(CancellationToken cancellationToken) => Look(await NamesAsync(cancellationToken).ConfigureAwait(false), pool);

    /// <summary>What the names of the images tell of a pool.</summary>
    public static PoolLook Look(IReadOnlyList<string> names, string pool) => new(
        names.Contains(CephVolumes.Placeholder(pool)),
        CephVolumes.Of([.. names.Select(name => new CephImage(name, null, []))]).Count(),
        LastUsedAt: null);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredVolume> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<CephImage> images;
        try
        {
            images = await tools.ImagesAsync(access, pool, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            throw Unreadable(failure);
        }

        foreach (var (volume, files) in CephVolumes.Of(await DatedAsync(images, cancellationToken).ConfigureAwait(false)))
        {
            if (files is not null)
            {
                _files[Key(volume)] = files;
            }

            yield return volume;
        }
    }

    /// <inheritdoc/>
    public async Task<IOpenVolume> OpenVolumeAsync(StoredVolume volume, string? snapshot, CancellationToken cancellationToken)
    {
        if (!_files.TryGetValue(Key(volume), out var image))
        {
            throw new VolumeUnreadableException(Finding.Of(FindingCode.VolumeUnreadable));
        }

        if (snapshot is null && MountOf(image) is { } mount)
        {
            return new OpenVolume(mount.Point, "", fileSystem: mount.Type);
        }

        var page = ledger.Open();
        try
        {
            var point = Path.Combine(await PlaceAsync(cancellationToken).ConfigureAwait(false), $"{Interlocked.Increment(ref _number)}");
            var name = snapshot is null ? null : CephVolumes.SnapshotPrefix + snapshot;
            var device = await CephMapStep.MapAsync(page, access, pool, image, name, cancellationToken).ConfigureAwait(false);
            var kind = FileSystems.TypeOf(device) ?? throw new InvalidDataException(StorageTexts.NoFileSystemOnImage);
            await ReadOnlyMounts.MountAsync(page, device, kind, point, cancellationToken).ConfigureAwait(false);
            return new OpenVolume(point, "", page, kind);
        }
        catch (Exception failure)
        {
            await page.DisposeAsync().ConfigureAwait(false);
            if (failure is CommandFailedException or IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new VolumeUnreadableException(Finding.Of(FindingCode.VolumeUnreadable).WithRaw(failure.Message), failure);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _page.DisposeAsync().ConfigureAwait(false);
        _preparing.Dispose();
    }

    private async Task<CephImage[]> DatedAsync(IReadOnlyList<CephImage> images, CancellationToken cancellationToken)
    {
        CephImage[] dated = [.. images];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Readers, CancellationToken = cancellationToken };
        var wanting = Enumerable.Range(0, dated.Length).Where(index => CephVolumes.HasNoFile(dated[index].Name));
        await Parallel.ForEachAsync(
            wanting,
            options,
            async (index, stop) => dated[index] = dated[index] with { Dates = await tools.DatesAsync(access, pool, dated[index], stop).ConfigureAwait(false) }).ConfigureAwait(false);
        return dated;
    }

    private async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await tools.NamesAsync(access, pool, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            throw Unreadable(failure);
        }
    }

    private PoolUnreadableException Unreadable(Exception failure) =>
        new(Finding.Of(FindingCode.PoolUnreadable, pool).WithRaw(failure.Message), failure);

    private Mount? MountOf(string image)
    {
        var table = MountTable.Read();
        var devices = CephMappedImage.All().Where(mapped => mapped.Pool == pool && mapped.Image == image && mapped.Snapshot is null).ToList();
        return table.Mounts.LastOrDefault(mount =>
            mount.Root == "/" && table.At(mount.Point) == mount && devices.Any(mapped => mapped.Device == mount.Source)
            && !mount.Point.StartsWith(ledger.Place + "/", StringComparison.Ordinal));
    }

    /// <summary>The directory that nobody else sees; made when it is first needed.</summary>
    private async Task<string> PlaceAsync(CancellationToken cancellationToken)
    {
        await _preparing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _place ??= await ReadOnlyMounts.MakePrivatePlaceAsync(_page, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _preparing.Release();
        }
    }

    private static (VolumeType, string, ContentType) Key(StoredVolume volume) => (volume.Type, volume.StoredName, volume.ContentType);
}
