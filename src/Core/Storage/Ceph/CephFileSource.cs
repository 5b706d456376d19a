namespace Recover.Core.Storage.Ceph;

/// <summary>Where a pool of cephfs lies: a directory of a file system of a cluster. Immutable.</summary>
/// <param name="Access">Cluster and user.</param>
/// <param name="FileSystem">Name of the file system.</param>
/// <param name="Path">Absolute path in it, without a slash at the end but for the root itself.</param>
internal sealed record CephFileSource(CephAccess Access, string FileSystem, string Path)
{
    private const string Key = "cephfs.path";

    /// <summary>What is mounted: the helper of ceph finds monitors and keys by itself.</summary>
    public string MountSource => $"{Access.User}@.{FileSystem}={Path}";

    /// <summary>What helps it to find those of another cluster than the usual one; empty for that.</summary>
    public string MountOptions => Access.Cluster == CephAccess.UsualCluster ? "" : $"conf={Access.File}";

    /// <summary>As Incus writes it: <c>FILESYSTEM</c> or <c>FILESYSTEM/PATH</c>.</summary>
    public string Text => Path == "/" ? FileSystem : FileSystem + Path;

    /// <summary>What a definition says; Incus keeps the path twice, and what was typed may have only one of them.</summary>
    public static CephFileSource Of(PoolDefinition pool)
    {
        var text = pool.Config.GetValueOrDefault(Key) is { Length: > 0 } path ? path : pool.Source;
        var at = text.IndexOf('/');
        return at < 0
            ? new CephFileSource(CephAccess.Of(pool, "cephfs"), text, "/")
            : new CephFileSource(CephAccess.Of(pool, "cephfs"), text[..at], "/" + text[at..].Trim('/'));
    }

    /// <summary>True when a mount shows this very directory: <c>USER@CLUSTER.FILESYSTEM=PATH</c>, or before Linux 5.17 <c>MONITORS:PATH</c>.</summary>
    public bool IsMountedBy(Mount mount) =>
        mount is { Type: "ceph", Root: "/" } && mount.Source.EndsWith($".{FileSystem}={Path}", StringComparison.Ordinal);
}
