using Recover.Core.Findings;
using Recover.Core.Scanning;

namespace Recover.Core.Dependencies;

/// <summary>Projects that volumes belong to by their names on the disk.</summary>
internal static class ProjectNeeds
{
    public static void Collect(Inventory inventory, ProjectDeduction projects, NeedRegister needs)
    {
        foreach (var project in projects.Missing)
        {
            var volumes = DependencyAnalyser.Candidates(inventory).Where(volume => volume.Stored.Project == project).ToArray();
            needs.Ask(new MissingObject
            {
                Kind = MissingKind.Project,
                Project = project,
                Name = project,
                NeededBy = [.. volumes.Select(volume => volume.Label)],
                Proposals = SourceRanking.Ranked(
                [
                    .. OldDefinitions.Project(inventory, project),
                    new Proposal
                    {
                        Id = "deduced",
                        Source = ProposalSource.Deduced,
                        Detail = DependencyTexts.ProjectDeduced(volumes.Length),
                        Definition = new Definition { Config = ProjectDeduction.Deduce(project, inventory) },
                    },
                ]),
            });
            foreach (var volume in volumes)
            {
                needs.Wait(volume, Finding.Of(FindingCode.ProjectMissing, project).WithRaw(volume.Stored.StoredName));
            }
        }
    }
}
