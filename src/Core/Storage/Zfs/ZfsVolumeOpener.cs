using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Zfs;

/// <summary>
/// Makes the files of datasets readable: where they are mounted if they are, else by a private read-only mount. Thread-safe until disposed; disposing
/// unloads the keys that were loaded. Volumes that were opened are disposed before.
/// </summary>
/// <param name="ledger">Undoes everything.</param>
/// <param name="keys">What the operator typed.</param>
/// <param name="access">The pool.</param>
internal sealed class ZfsVolumeOpener(LookLedger ledger, ZfsKeys keys, ZfsAccess access) : IAsyncDisposable
{
    private readonly SemaphoreSlim _preparing = new(1);
    private readonly Dictionary<string, Finding?> _loaded = new(StringComparer.Ordinal);
    private readonly LedgerPage _page = ledger.Open();
    private readonly MountTable _mounts = MountTable.Read();
    private string? _place;
    private int _number;

    /// <summary>Opens a volume or one of its snapshots.</summary>
    /// <exception cref="VolumeUnreadableException">It can't be read.</exception>
    public async Task<IOpenVolume> OpenAsync(ZfsVolume volume, string? snapshot, CancellationToken cancellationToken)
    {
        var files = volume.Files ?? throw Unreadable(null);
        var device = files.IsVolume ? ZfsDevices.Of(files.Name) : null;
        if (snapshot is null && MountOf(files, device) is { } mount)
        {
            return new OpenVolume(mount.Point, "", fileSystem: files.IsVolume ? mount.Type : null);
        }

        if (files is { IsLocked: true, KeyDataset: { } keyDataset } && await UnlockAsync(keyDataset, cancellationToken).ConfigureAwait(false) is { } locked)
        {
            throw new VolumeUnreadableException(locked);
        }

        var page = ledger.Open();
        try
        {
            var point = Path.Combine(await PlaceAsync(cancellationToken).ConfigureAwait(false), $"{Interlocked.Increment(ref _number)}");
            var name = snapshot is null ? files.Name : $"{files.Name}@{ZfsVolumes.SnapshotPrefix}{snapshot}";
            var source = !files.IsVolume ? name
                : snapshot is null && device is not null ? device
                : await ZfsImage.AttachAsync(page, files, name, point + ".image", cancellationToken).ConfigureAwait(false);
            var kind = files.IsVolume ? FileSystems.TypeOf(source) ?? throw new InvalidDataException(StorageTexts.NoFileSystemInside) : null;
            await ReadOnlyMounts.MountAsync(page, source, kind ?? "zfs", point, cancellationToken).ConfigureAwait(false);
            return new OpenVolume(point, "", page, kind);
        }
        catch (Exception failure)
        {
            await page.DisposeAsync().ConfigureAwait(false);
            if (failure is CommandFailedException or IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw Unreadable(failure);
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

    private Mount? MountOf(ZfsDataset dataset, string? device) => _mounts.Mounts.LastOrDefault(mount =>
        mount.Root == "/"
        && _mounts.At(mount.Point) == mount
        && (device is null ? mount.Type == "zfs" && mount.Source == dataset.Name : BlockDevices.AreSame(mount.Source, device)));

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

    /// <summary>Loads a key once; the finding says why it can't be.</summary>
    private async Task<Finding?> UnlockAsync(string now, CancellationToken cancellationToken)
    {
        await _preparing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_loaded.TryGetValue(now, out var finding))
            {
                finding = await LoadAsync(now, cancellationToken).ConfigureAwait(false);
                _loaded[now] = finding;
            }

            return finding;
        }
        finally
        {
            _preparing.Release();
        }
    }

    private async Task<Finding?> LoadAsync(string now, CancellationToken cancellationToken)
    {
        var shown = access.Shown(now);
        if (keys.Find(shown) is not { } key)
        {
            return Finding.Of(FindingCode.ZfsKeyNeeded, shown);
        }

        try
        {
            await ZfsKeyStep.LoadAsync(_page, now, key, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (CommandFailedException failure)
        {
            // Were somebody else to load it now, it would not be ours to unload.
            _page.Forget();
            return Finding.Of(FindingCode.ZfsKeyWrong, shown).WithRaw(failure.Errors.Trim());
        }
    }

    private static VolumeUnreadableException Unreadable(Exception? failure) =>
        new(Finding.Of(FindingCode.VolumeUnreadable).WithRaw(failure?.Message), failure);
}
