using Recover.Core.Hosts;
using Recover.Core.Plans;

namespace Recover.Core.Runs;

/// <summary>
/// Checks that the links and directories of a plan are exactly those that Incus' naming gives its records: nothing else is ever made, whatever a plan
/// file says. Source of the naming: what the daemon makes itself when it creates an instance or mounts a pool.
/// </summary>
internal static class PlannedPaths
{
    private static readonly string[] InstanceDirectories =
        ["containers", "virtual-machines", "containers-snapshots", "virtual-machines-snapshots"];

    private static readonly string[] VolumeDirectories =
        [.. InstanceDirectories, "custom", "custom-snapshots", "images", "buckets"];

    /// <summary>The first path that does not fit, or null when all do.</summary>
    public static string? FirstUnfit(RecoveryPlan plan, IncusDirectory incus)
    {
        var links = plan.Create.Instances
            .Select(instance => (instance.Pool, instance.IsVirtualMachine, Stored: StoredName(instance.Project, instance.Name)))
            .Concat(plan.Create.RootVolumes.Select(volume => (volume.Pool, volume.IsVirtualMachine, Stored: StoredName(volume.Project, volume.Name))))
            .SelectMany(root => DirectoriesOf(root.IsVirtualMachine).Select(directory => (
                Path: Path.Combine(incus.Root, directory, root.Stored),
                Target: Path.Combine(incus.Pool(root.Pool), directory, root.Stored))))
            .ToHashSet();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return plan.Links.FirstOrDefault(link => !seen.Add(link.Path) || !Fits(link, links, plan, incus))?.Path;
    }

    /// <summary>A component on the way from the Incus directory to the path that is a link, or null.</summary>
    public static string? LinkOnTheWay(string path, IncusDirectory incus)
    {
        for (var parent = Path.GetDirectoryName(path); parent is not null && parent.Length > incus.Root.Length; parent = Path.GetDirectoryName(parent))
        {
            if (new FileInfo(parent).LinkTarget is not null)
            {
                return parent;
            }
        }

        return null;
    }

    /// <summary>True for a single name that can stand in a path.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 255 && name is not ("." or "..") && !name.Any(letter => letter == '/' || char.IsControl(letter));

    /// <summary>The instance's name on storage.</summary>
    public static string StoredName(string project, string name) => project == "default" ? name : $"{project}_{name}";

    private static bool Fits(PlannedLink link, HashSet<(string Path, string Target)> links, RecoveryPlan plan, IncusDirectory incus)
    {
        var parts = Path.GetRelativePath(incus.Root, link.Path).Split('/');
        if (Path.GetFullPath(link.Path) != link.Path || !link.Path.StartsWith(incus.Root + "/", StringComparison.Ordinal) || !parts.All(IsName))
        {
            return false;
        }

        if (link.Kind == PlannedLinkKind.Link)
        {
            return links.Contains((link.Path, link.Target ?? ""));
        }

        return link.Target is null && (link.Mode & ~0x1FF) == 0 && parts switch
        {
            [var top] => top == "storage-pools" || InstanceDirectories.Contains(top),
            ["storage-pools", var pool, .. var rest] => IsPoolOf(plan, pool) && rest.Length <= 3 && (rest.Length == 0 || VolumeDirectories.Contains(rest[0])),
            _ => false,
        };
    }

    private static IEnumerable<string> DirectoriesOf(bool isVirtualMachine) =>
        isVirtualMachine
            ? ["virtual-machines", "virtual-machines-snapshots"]
            : ["containers", "containers-snapshots"];

    private static bool IsPoolOf(RecoveryPlan plan, string pool) =>
        plan.Create.Pools.Any(planned => planned.Name == pool)
        || plan.Create.Instances.Any(instance => instance.Pool == pool)
        || plan.Create.Volumes.Any(volume => volume.Pool == pool);
}
