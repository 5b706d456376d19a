namespace Recover.Core.Storage.Ceph;

/// <summary>How a cluster is talked to: its name and the user, whose keys the tools find in <c>/etc/ceph</c>. Immutable.</summary>
/// <param name="Cluster">Name of the cluster, which is that of its configuration file.</param>
/// <param name="User">Name of the user without <c>client.</c>.</param>
internal sealed record CephAccess(string Cluster, string User)
{
    /// <summary>What Incus takes when nothing is said (6.0).</summary>
    public const string UsualCluster = "ceph";

    /// <summary>Likewise.</summary>
    public const string UsualUser = "admin";

    private const string Directory = "/etc/ceph";
    private const string Suffix = ".keyring";

    /// <summary>The configuration file of the cluster.</summary>
    public string File => $"{Directory}/{Cluster}.conf";

    /// <summary>Options that every tool of ceph takes.</summary>
    public IEnumerable<string> Options => [$"--cluster={Cluster}", $"--id={User}"];

    /// <summary>What a pool's config says, or what is usual.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="prefix"><c>ceph</c> or <c>cephfs</c>.</param>
    public static CephAccess Of(PoolDefinition pool, string prefix) => new(
        pool.Config.GetValueOrDefault($"{prefix}.cluster_name") is { Length: > 0 } cluster ? cluster : UsualCluster,
        pool.Config.GetValueOrDefault($"{prefix}.user.name") is { Length: > 0 } user ? user : UsualUser);

    /// <summary>
    /// The ways in that this host has: each configuration file with each keyring beside it (<c>CLUSTER.client.USER.keyring</c>), the usual user first.
    /// </summary>
    public static IReadOnlyList<CephAccess> OnHost() => OnHost(Directory);

    /// <summary>The same for another directory.</summary>
    public static IReadOnlyList<CephAccess> OnHost(string directory)
    {
        if (!System.IO.Directory.Exists(directory))
        {
            return [];
        }

        var clusters = System.IO.Directory.GetFiles(directory, "*.conf").Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(IsName).Order(StringComparer.Ordinal);
        return [.. clusters.SelectMany(cluster => UsersOf(directory, cluster).Select(user => new CephAccess(cluster, user)))];
    }

    /// <summary>True for what can be a cluster's or a user's name in an option.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= 64 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    private static IEnumerable<string> UsersOf(string directory, string cluster)
    {
        var prefix = $"{cluster}.client.";
        return System.IO.Directory.GetFiles(directory, $"{prefix}*{Suffix}")
            .Select(file => Path.GetFileName(file)[prefix.Length..^Suffix.Length])
            .Where(IsName)
            .OrderBy(user => user != UsualUser)
            .ThenBy(user => user, StringComparer.Ordinal);
    }
}
