using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Recover.Core.Findings;

namespace Recover.Core.Storage.Ceph;

/// <summary>
/// A directory of a file system of ceph with custom volumes (Incus 6.0 keeps nothing else there). Their snapshots are the file system's own, in the hidden
/// <c>.snap</c> of each volume; in <c>custom-snapshots/</c> are links to them, by absolute paths, which are not followed.
/// </summary>
/// <param name="root">Absolute path of the pool's root.</param>
/// <param name="mount">What has to be undone on dispose; null when it is read in place.</param>
internal sealed class CephFilePool(string root, IAsyncDisposable? mount) : IOpenPool
{
    private const string Volumes = "custom";
    private const string Links = Volumes + TypeDirectories.SnapshotSuffix;
    private const string Hidden = ".snap";

    private readonly PlainTreePool _tree = new(root, (_, _, status) => status.BornAt, mount);

    /// <inheritdoc/>
    public string? MountedAt => _tree.MountedAt;

    /// <inheritdoc/>
    public int Readers => _tree.Readers;

    /// <summary>True when a directory looks like a pool: Incus makes both directories at once.</summary>
    public static bool IsPool(OpenDirectory directory) =>
        directory.Status(Volumes, out _) is { IsDirectory: true } && directory.Status(Links, out _) is { IsDirectory: true };

    /// <inheritdoc/>
    public Task<PoolLook> LookAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var pool = OpenDirectory.Trusted(root, out _);
            return TreeLook.At(root).ToPoolLook() with { IsPool = pool is not null && IsPool(pool) };
        },
        cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredVolume> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var volume in _tree.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return volume.Owner is null || volume.Path is null ? volume : WithSnapshots(volume, volume.Path[(volume.Path.LastIndexOf('/') + 1)..]);
        }
    }

    /// <inheritdoc/>
    public Task<IOpenVolume> OpenVolumeAsync(StoredVolume volume, string? snapshot, CancellationToken cancellationToken) =>
        _tree.OpenVolumeAsync(volume, snapshot, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _tree.DisposeAsync();

    private StoredVolume WithSnapshots(StoredVolume volume, string entry)
    {
        using var pool = OpenDirectory.Trusted(root, out _);
        using var volumes = pool?.Enter(Volumes, out _);
        using var directory = volumes?.Enter(entry, out _);
        using var hidden = directory?.Enter(Hidden, out _);
        using var links = pool?.Enter(Links, out _);
        using var linked = links?.Enter(entry, out _);
        if (hidden is null)
        {
            return volume;
        }

        // Snapshots of directories above show here too, under other names.
        var names = (DirectoryVolumes.NamesOf(linked, out _) ?? []).Where(name => VolumeNames.IsSnapshot(name) && hidden.Status(name, out _) is { IsDirectory: true });
        var snapshots = names.Select(name => new StoredSnapshot(name, $"{volume.Path}/{Hidden}/{name}", hidden.Status(name, out _)?.BornAt)).ToImmutableArray();
        var explained = snapshots.Select(snapshot => Finding.Of(FindingCode.StrayEntry, $"{root}/{Links}/{entry}/{snapshot.Name}").Message).ToHashSet(StringComparer.Ordinal);
        return volume with { Snapshots = snapshots, Findings = volume.Findings.RemoveAll(finding => explained.Contains(finding.Message)) };
    }
}
