using System.Collections.Immutable;
using Recover.Core.Findings;
using Recover.Core.Hosts;

namespace Recover.Core.Storage;

/// <summary>Pools that are a directory of any file system (<c>dir</c>).</summary>
public sealed class DirDriver : IStorageDriver
{
    /// <inheritdoc/>
    public string Name => "dir";

    /// <inheritdoc/>
    public IReadOnlySet<string> ConfigKeys { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsRemote => false;

    /// <inheritdoc/>
    public Task<ImmutableArray<FoundPool>> FindAsync(HostSurvey host, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var table = MountTable.Read();
            return PoolPlaces.On(host, table).Where(place => IsOurs(place.Path, place.Mount, table)).Select(place => Found(place, table)).ToImmutableArray();
        },
        cancellationToken);

    /// <inheritdoc/>
    public bool IsSame(PoolDefinition pool, FoundPool found, HostSurvey host) =>
        pool.Source.Length > 0 && Path.TrimEndingDirectorySeparator(pool.Source) == found.Definition.Source;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Check(PoolDefinition pool, HostSurvey host) =>
        [.. PoolKeys.Check(pool, this), .. Place(pool, host).Finding is { } finding ? [finding] : Array.Empty<Finding>()];

    /// <inheritdoc/>
    public Task<IOpenPool> OpenAsync(PoolDefinition pool, HostSurvey host, CancellationToken cancellationToken)
    {
        var (path, finding) = Place(pool, host);
        return path is null
            ? throw new PoolUnreadableException(finding!)
            : Task.FromResult<IOpenPool>(new PlainTreePool(path, (_, _, status) => status.BornAt, mount: null));
    }

    // What other drivers have of their own is theirs: whole file systems, volumes mounted one by one, subvolumes.
    private static bool IsOurs(string path, Mount? mount, MountTable table) =>
        mount is not null
            ? mount.Type is not ("btrfs" or "zfs" or "ceph")
            : PoolPlaces.DriverBelow(path, table) is null && !TreeLook.At(path).HasSubvolumes;

    private FoundPool Found((string Name, string Path, Mount? Mount) place, MountTable table) => new()
    {
        Definition = new PoolDefinition
        {
            Name = place.Name,
            Driver = Name,
            Source = (place.Mount is { } mount ? table.OtherPathOf(mount) : null) ?? place.Path,
            Origin = place.Mount is null ? PoolOrigin.Directory : PoolOrigin.Mount,
        },
    };

    /// <summary>Where the pool can be read; Incus' own mount of it when the source itself is not there.</summary>
    private (string? Path, Finding? Finding) Place(PoolDefinition pool, HostSurvey host)
    {
        var mounted = PoolNames.IsValid(pool.Name) && Directory.Exists(host.Directory.Pool(pool.Name)) ? host.Directory.Pool(pool.Name) : null;
        if (pool.Source.Length == 0)
        {
            return mounted is null ? (null, Finding.Of(FindingCode.PoolSourceNeeded)) : (mounted, null);
        }

        if (!Path.IsPathRooted(pool.Source))
        {
            return (null, Finding.Of(FindingCode.PoolSourceUnfit, pool.Source, Name, StorageTexts.NotAbsolute));
        }

        if (Directory.Exists(pool.Source))
        {
            return (pool.Source, null);
        }

        if (File.Exists(pool.Source))
        {
            return (null, Finding.Of(FindingCode.PoolSourceUnfit, pool.Source, Name, StorageTexts.NotADirectory));
        }

        return mounted is not null && MountTable.Read().At(mounted) is not null
            ? (mounted, null)
            : (null, Finding.Of(FindingCode.PoolSourceMissing, pool.Source));
    }
}
