using System.Runtime.CompilerServices;
using Recover.Core.Backups;

namespace Recover.Core.Storage;

/// <summary>An open pool that is a plain file tree.</summary>
/// <param name="root">Absolute path of its root.</param>
/// <param name="creation">Tells when a volume or snapshot was made.</param>
/// <param name="mount">What has to be undone on dispose; null when it is read in place.</param>
internal sealed class PlainTreePool(
    string root, Func<OpenDirectory, string, FileStatus, IncusTime?> creation, IAsyncDisposable? mount) : IOpenPool
{
    /// <inheritdoc/>
    public string? MountedAt { get; } = mount is null ? root : null;

    // Reading waits for the disk and parsing for the processor: a few more readers than processors keep both busy.
    /// <inheritdoc/>
    public int Readers => Environment.ProcessorCount * 2;

    /// <inheritdoc/>
    public Task<PoolLook> LookAsync(CancellationToken cancellationToken) => Task.Run(() => TreeLook.At(root).ToPoolLook(), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredVolume> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Looking blocks on the disk; the caller's thread goes on.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        foreach (var volume in new DirectoryVolumes(root, creation).List(cancellationToken))
        {
            yield return volume;
        }
    }

    /// <inheritdoc/>
    public Task<IOpenVolume> OpenVolumeAsync(StoredVolume volume, string? snapshot, CancellationToken cancellationToken)
    {
        var path = snapshot is null ? volume.Path : volume.Snapshots.FirstOrDefault(one => one.Name == snapshot)?.Path;
        return path?.StartsWith(root + "/", StringComparison.Ordinal) == true
            ? Task.FromResult<IOpenVolume>(new OpenVolume(root, path[(root.Length + 1)..]))
            : throw new ArgumentException(volume.StoredName, nameof(volume));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => mount?.DisposeAsync() ?? ValueTask.CompletedTask;
}
