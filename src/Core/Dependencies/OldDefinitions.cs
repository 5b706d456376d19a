using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Scanning;

namespace Recover.Core.Dependencies;

/// <summary>What earlier or damaged states of the database say about something: the database itself knew it, so that it comes before every other source.</summary>
internal static class OldDefinitions
{
    /// <summary>Proposals, the newest state first; states that say the same as a newer one are left out.</summary>
    public static ImmutableArray<Proposal> Of(Inventory inventory, Func<DatabaseContents, Definition?> find)
    {
        var proposals = ImmutableArray.CreateBuilder<Proposal>();
        foreach (var old in inventory.Database.Old)
        {
            if (find(old.Contents) is { } definition && proposals.All(proposal => !ProfileCopy.DoesTheSame(proposal.Definition!, definition)))
            {
                proposals.Add(new Proposal
                {
                    Id = $"old-{proposals.Count + 1}",
                    Source = ProposalSource.OldDatabase,
                    Detail = DependencyTexts.InOldDatabase(old),
                    Definition = definition,
                });
            }
        }

        return proposals.ToImmutable();
    }

    public static ImmutableArray<Proposal> Project(Inventory inventory, string name) => Of(
        inventory,
        contents => contents.Projects.FirstOrDefault(project => project.Name == name) is { } found
            ? new Definition { Description = found.Description, Config = found.Config }
            : null);

    public static ImmutableArray<Proposal> Profile(Inventory inventory, string project, string name) => Of(
        inventory,
        contents => contents.Profiles.FirstOrDefault(profile => profile.Project == project && profile.Name == name) is { } found
            ? new Definition { Description = found.Description, Config = found.Config, Devices = found.Devices }
            : null);

    public static ImmutableArray<Proposal> Network(Inventory inventory, string project, string name) => Of(
        inventory,
        contents => contents.Networks.FirstOrDefault(network => network.Project == project && network.Name == name) is { } found
            && IncusCodes.NetworkType(found.Type) is { } type
            ? new Definition { Description = found.Description, Type = type, Config = found.Config }
            : null);
}
