using Recover.Core.Backups;
using Recover.Core.Commands;
using Recover.Core.Hosts;
using Recover.Core.Storage.Ledger;

namespace Recover.Core.Storage.Ceph;

/// <summary>Looks for pools in the file systems of a cluster: at the top of each, and two directories deep. Thread-safe.</summary>
internal sealed class CephFileDiscovery(LookLedger ledger, CephTools tools, HostSurvey host)
{
    private const int Depth = 2;
    private const int MostEntries = 500;

    /// <summary>Pools in all file systems that this user may see; null when it can't list them.</summary>
    public async Task<IReadOnlyList<FoundPool>?> FindAsync(CephAccess access, CancellationToken cancellationToken)
    {
        try
        {
            var found = new List<FoundPool>();
            foreach (var name in (await tools.FileSystemsAsync(access, cancellationToken).ConfigureAwait(false)).Where(CephSource.IsPool))
            {
                found.AddRange(await InsideAsync(new CephFileSource(access, name, "/"), cancellationToken).ConfigureAwait(false));
            }

            return found;
        }
        catch (CommandFailedException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<FoundPool>> InsideAsync(CephFileSource source, CancellationToken cancellationToken)
    {
        var page = ledger.Open();
        await using (page.ConfigureAwait(false))
        {
            try
            {
                var root = await CephFileDriver.MountAsync(page, source, cancellationToken).ConfigureAwait(false);
                using var top = OpenDirectory.Trusted(root, out _);
                return top is null ? [] : [.. PathsIn(top, "", Depth).Select(path => Found(source with { Path = path.Length == 0 ? "/" : path }))];
            }
            catch (Exception failure) when (failure is CommandFailedException or IOException or UnauthorizedAccessException)
            {
                // A file system that is down hides no other.
                return [];
            }
        }
    }

    private static List<string> PathsIn(OpenDirectory directory, string path, int deeper)
    {
        if (CephFilePool.IsPool(directory))
        {
            return [path];
        }

        var found = new List<string>();
        foreach (var name in deeper == 0 ? [] : (DirectoryVolumes.NamesOf(directory, out _) ?? []).Take(MostEntries))
        {
            using var inside = directory.Enter(name, out _);
            if (inside is not null)
            {
                found.AddRange(PathsIn(inside, $"{path}/{name}", deeper - 1));
            }
        }

        return found;
    }

    private FoundPool Found(CephFileSource source)
    {
        var last = source.Path == "/" ? source.FileSystem : Path.GetFileName(source.Path);
        return new FoundPool
        {
            Definition = new PoolDefinition
            {
                Name = CephFilePlace.NameOf(source, host) ?? (PoolNames.IsValid(last) ? last : source.FileSystem),
                Driver = "cephfs",
                Source = source.Text,
                Origin = PoolOrigin.BlockDevice,
                Config = ConfigMaps.Empty
                    .Add("cephfs.cluster_name", source.Access.Cluster)
                    .Add("cephfs.user.name", source.Access.User)
                    .Add("cephfs.path", source.Text),
            },
        };
    }
}
