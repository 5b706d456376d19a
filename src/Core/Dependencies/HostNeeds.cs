using Recover.Core.Findings;
using Recover.Core.Scanning;

namespace Recover.Core.Dependencies;

/// <summary>What devices use of the host itself and the scan did not find on it: directories, files and interfaces. Such an instance comes back anyway, and does not start.</summary>
internal static class HostNeeds
{
    public static void Collect(Inventory inventory, NeedRegister needs)
    {
        var uses = DependencyAnalyser.CandidateInstances(inventory)
            .SelectMany(volume => volume.Findings
                .Where(finding => finding.Arguments.Length == 2 && Kind(finding.Code) is not null)
                .Select(finding => (Kind: Kind(finding.Code)!.Value, Target: finding.Arguments[1], volume.Label)))
            .GroupBy(use => (use.Kind, use.Target));
        foreach (var group in uses)
        {
            needs.Ask(new MissingObject
            {
                Kind = group.Key.Kind,
                Project = "",
                Name = group.Key.Target,
                NeededBy = [.. group.Select(use => use.Label)],
                Proposals =
                [
                    new Proposal { Id = "keep", Source = ProposalSource.KeepDevice, Detail = DependencyTexts.KeepHostDevice },
                    new Proposal { Id = "drop", Source = ProposalSource.DropDevice, Detail = DependencyTexts.DropHostDevice },
                ],
                Existing = group.Key.Kind == MissingKind.HostInterface ? [.. inventory.Host.Interfaces.Where(name => name != "lo")] : [],
            });
        }
    }

    private static MissingKind? Kind(FindingCode code) => code switch
    {
        FindingCode.DeviceHostPathMissing => MissingKind.HostPath,
        FindingCode.ParentInterfaceMissing => MissingKind.HostInterface,
        _ => null,
    };
}
