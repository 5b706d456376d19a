using Recover.Core.Findings;
using Recover.Core.Readiness.Resources;

namespace Recover.Core.Readiness.Checks;

/// <summary>
/// User and group ids of an unprivileged container must be among those that <c>/etc/subuid</c> and <c>/etc/subgid</c> give to root. Seen with Incus 6.0.4: without at least
/// 65536 of them nothing starts; the map of an ordinary container follows the files, that of an isolated one stays as recorded, and one outside of them does not start.
/// </summary>
internal sealed class IdMapCheck : IStartCheck
{
    private const long Least = 65536;

    public IEnumerable<Finding> Check(StartingInstance instance, StartSurroundings surroundings)
    {
        if (instance.IsVirtualMachine || instance.IsSet("security.privileged"))
        {
            yield break;
        }

        var (users, groups) = (surroundings.Host.UserIds, surroundings.Host.GroupIds);
        if (users.Largest < Least || groups.Largest < Least)
        {
            yield return Finding.Of(FindingCode.IdMapUnusable, $"{Least}");
            yield break;
        }

        if (instance.IsSet("security.idmap.isolated") && Outside(instance, users, groups) is { } outside)
        {
            yield return Finding.Of(FindingCode.IdMapOutside, outside.ToString());
        }

        foreach (var line in RawIdMap.Read(instance.Config.GetValueOrDefault("raw.idmap")))
        {
            if ((line.Users && !users.Holds(line.Ids)) || (line.Groups && !groups.Holds(line.Ids)))
            {
                yield return Finding.Of(FindingCode.IdMapOutside, line.Ids.ToString()).WithRaw($"raw.idmap: {line.Text}");
            }
        }
    }

    private static IdRange? Outside(StartingInstance instance, HostIds users, HostIds groups) =>
        RecordedIdMap.Read(instance.Config.GetValueOrDefault("volatile.idmap.next"))
            .Where(entry => (entry.IsUserId && !users.Holds(entry.Ids)) || (entry.IsGroupId && !groups.Holds(entry.Ids)))
            .Select(entry => entry.Ids)
            .FirstOrDefault();
}
