namespace Recover.Core.Storage;

/// <summary>A pool that can be read until disposed. Listing may be called once; opening volumes is thread-safe.</summary>
public interface IOpenPool : IAsyncDisposable
{
    /// <summary>Absolute path at which it can be read without Recover, such as Incus' own mount; null when there is none.</summary>
    string? MountedAt { get; }

    /// <summary>How many volumes are worth reading side by side, at least 1: few where each has to be mounted.</summary>
    int Readers { get; }

    /// <summary>A glance: whether Incus' volumes are on it, without reading them.</summary>
    Task<PoolLook> LookAsync(CancellationToken cancellationToken);

    /// <summary>Every volume and stray entry; a problem with one is a finding on it and the listing goes on.</summary>
    /// <exception cref="PoolUnreadableException">The pool can't be listed at all.</exception>
    IAsyncEnumerable<StoredVolume> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes the files of one volume readable until disposed; of a virtual machine the file system that holds its backup file. Not for the insides of
    /// block and ISO volumes.
    /// </summary>
    /// <param name="volume">One that this pool listed.</param>
    /// <param name="snapshot">Name of one of its snapshots; null for the volume itself.</param>
    /// <param name="cancellationToken">Gives up; what was done until then is undone.</param>
    /// <exception cref="VolumeUnreadableException">This one can't be read; says nothing of the others.</exception>
    Task<IOpenVolume> OpenVolumeAsync(StoredVolume volume, string? snapshot, CancellationToken cancellationToken);
}
