using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Recover.Core.Commands;
using Recover.Core.Findings;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Lvm;

/// <summary>An open pool of logical volumes: each is activated and mounted while it is read, or read where Incus has it mounted.</summary>
/// <param name="ledger">Where activations and mounts are written down.</param>
/// <param name="page">What the pool as a whole touched.</param>
/// <param name="place">Private directory for mounts.</param>
/// <param name="pool">What LVM reports of it.</param>
/// <param name="copy">The private copy it is read through; null when it is read in place because it is in use.</param>
internal sealed class OpenLvmPool(LookLedger ledger, LedgerPage page, string place, LvmPool pool, CopiedGroupStep? copy) : IOpenPool
{
    private readonly LvmVolumes _volumes = new(pool);
    private readonly VolumeGroup _seen = copy is null ? pool.Group : pool.Group with { Name = copy.Group };
    private readonly ImmutableArray<string> _devices = copy?.Devices ?? [];
    private int _mounts;

    /// <inheritdoc/>
    public string? MountedAt => null;

    // LVM does one thing at a time to a group; reading and mounting go on beside it.
    /// <inheritdoc/>
    public int Readers => 4;

    /// <inheritdoc/>
    public Task<PoolLook> LookAsync(CancellationToken cancellationToken) => Task.FromResult(LvmDiscovery.LookOf(pool));

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredVolume> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        foreach (var volume in _volumes.List())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return volume;
        }
    }

    /// <inheritdoc/>
    public async Task<IOpenVolume> OpenVolumeAsync(StoredVolume volume, string? snapshot, CancellationToken cancellationToken)
    {
        var logical = _volumes.FileSystemOf(volume, snapshot)
            ?? throw new VolumeUnreadableException(Finding.Of(FindingCode.VolumeUnreadable).WithRaw(StorageTexts.NoFileSystemVolume));
        var device = $"/dev/mapper/{_seen.MappedName(logical.Name)}";
        if (copy is null && MountTable.Read().Mounts.LastOrDefault(mount => mount.Source == device && mount.Root == "/") is { } mounted)
        {
            return new OpenVolume(mounted.Point, "", fileSystem: mounted.Type);
        }

        var opened = ledger.Open();
        try
        {
            await ActivateAsync(opened, logical, cancellationToken).ConfigureAwait(false);
            var type = FileSystems.TypeOf(device)
                ?? throw new VolumeUnreadableException(Finding.Of(FindingCode.VolumeUnreadable).WithRaw($"{device}: {StorageTexts.NoFileSystemInside}"));
            var point = Path.Combine(place, $"{Interlocked.Increment(ref _mounts)}");
            var mount = copy is null
                ? ReadOnlyMounts.MountAsync(opened, device, type, point, cancellationToken)
                : ReadOnlyMounts.MountCoveredAsync(opened, device, type, point, cancellationToken);
            await mount.ConfigureAwait(false);
            return new OpenVolume(point, "", opened, type);
        }
        catch (Exception failure)
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            if (failure is CommandFailedException or IOException or UnauthorizedAccessException)
            {
                throw new VolumeUnreadableException(Finding.Of(FindingCode.VolumeUnreadable).WithRaw(failure.Message), failure);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => page.DisposeAsync();

    private async Task ActivateAsync(LedgerPage opened, LogicalVolume logical, CancellationToken cancellationToken)
    {
        if (MappedDevices.Exists(_seen.MappedName(logical.Name)))
        {
            return;
        }

        var active = logical.IsThickSnapshot ? logical.Origin : logical.Name;
        await new ActiveVolumeStep(_seen.Name, active, _seen.MappedName(active), _devices).DoAsync(opened, cancellationToken).ConfigureAwait(false);
    }
}
