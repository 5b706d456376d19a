using Recover.Core.Findings;

namespace Recover.Core.Readiness.Checks;

/// <summary>Interfaces of the host that network cards build on, by themselves or through their network, and networks that are missing.</summary>
internal sealed class NetworkCardCheck : IStartCheck
{
    public IEnumerable<Finding> Check(StartingInstance instance, StartSurroundings surroundings)
    {
        foreach (var (name, device) in instance.DevicesOf("nic").Concat(instance.DevicesOf("infiniband")))
        {
            if (device.GetValueOrDefault("network") is not { Length: > 0 } network)
            {
                if (device.GetValueOrDefault("parent") is { Length: > 0 } own && Parent(surroundings, name, own) is { } missing)
                {
                    yield return missing;
                }
            }
            else if (!surroundings.Networks.TryGetValue((instance.NetworkProject, network), out var found))
            {
                yield return Finding.Of(FindingCode.NetworkMissing, network);
            }
            else if (found.Type is "macvlan" or "sriov" or "physical"
                && found.Config.GetValueOrDefault("parent") is { Length: > 0 } parent
                && Parent(surroundings, name, parent) is { } missing)
            {
                yield return missing;
            }
        }
    }

    private static Finding? Parent(StartSurroundings surroundings, string device, string parent) =>
        surroundings.Host.HasInterface(parent) ? null : Finding.Of(FindingCode.ParentInterfaceMissing, device, parent);
}
