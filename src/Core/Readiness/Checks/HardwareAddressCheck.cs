using Recover.Core.Findings;

namespace Recover.Core.Readiness.Checks;

/// <summary>Hardware addresses that two instances have on one network: the daemon starts neither of them (seen with Incus 6.0.4).</summary>
internal sealed class HardwareAddressCheck : IStartCheck
{
    public IEnumerable<Finding> Check(StartingInstance instance, StartSurroundings surroundings)
    {
        foreach (var address in HardwareAddress.Of(instance))
        {
            var others = surroundings.Others(address, instance.Label).ToArray();
            if (others.Length > 0)
            {
                yield return Finding.Of(FindingCode.MacDuplicate, address.Device, string.Join(", ", others.Take(5))).WithRaw(address.Text);
            }
        }
    }
}
