using Recover.Core.Findings;
using Recover.Core.Hosts;

namespace Recover.Core.Storage;

/// <summary>Pools that are a btrfs file system or a directory of one (<c>btrfs</c>).</summary>
public sealed class BtrfsDriver(PrivateMounts mounts) : IStorageDriver
{
    /// <inheritdoc/>
    public string Name => "btrfs";

    /// <inheritdoc/>
    public IReadOnlySet<string> ConfigKeys { get; } = new HashSet<string>(StringComparer.Ordinal) { "size", "btrfs.mount_options" };

    /// <inheritdoc/>
    public bool IsRemote => false;

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

        var mount = await mounts.MountBtrfsAsync(place.ToMount!, cancellationToken).ConfigureAwait(false);
        return new PlainTreePool(mount.Root, BtrfsCreation.Of, mount);
    }
}
