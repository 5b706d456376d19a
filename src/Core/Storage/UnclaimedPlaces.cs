using Recover.Core.Hosts;

namespace Recover.Core.Storage;

/// <summary>
/// What looks like a pool although no driver found it: a file in <c>disks/</c>, a mount of another kind below <c>storage-pools/</c>. Named, so that nobody
/// believes there is nothing. Thread-safe.
/// </summary>
internal static class UnclaimedPlaces
{
    /// <summary>All of them, with the driver as far as it can be told.</summary>
    public static IEnumerable<PoolDefinition> On(HostSurvey host)
    {
        var table = MountTable.Read();
        foreach (var (name, path, mount) in PoolPlaces.On(host, table))
        {
            var driver = mount is null ? PoolPlaces.DriverBelow(path, table) : mount.Type is "ceph" ? "cephfs" : mount.Type is "zfs" ? "zfs" : null;
            if (driver is not null)
            {
                yield return new PoolDefinition
                {
                    Name = name,
                    Driver = driver,
                    Source = mount?.Source ?? path,
                    Origin = mount is null ? PoolOrigin.Directory : PoolOrigin.Mount,
                };
            }
        }

        foreach (var (name, file, driver) in LoopFiles.On(host))
        {
            yield return new PoolDefinition { Name = name, Driver = driver, Source = file, Origin = PoolOrigin.LoopFile };
        }
    }
}
