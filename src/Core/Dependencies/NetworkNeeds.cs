using System.Collections.Immutable;
using Recover.Core.Findings;
using Recover.Core.Scanning;

namespace Recover.Core.Dependencies;

/// <summary>Managed networks that NICs are on.</summary>
internal static class NetworkNeeds
{
    public static void Collect(Inventory inventory, ProjectDeduction projects, NeedRegister needs)
    {
        var recorded = inventory.Database.Contents.Networks.Select(network => (network.Project, network.Name)).ToHashSet();
        var users = DependencyAnalyser.CandidateInstances(inventory)
            .SelectMany(volume => volume.Backup!.Instance!.AllDevices.Values
                .Where(device => device.GetValueOrDefault("type") == "nic" && device.GetValueOrDefault("network") is { Length: > 0 })
                .Select(device => (Project: projects.Effective(volume.Stored.Project, "networks"), Volume: volume, Device: device)))
            .ToLookup(use => (use.Project, Name: use.Device["network"]), use => (use.Volume, use.Device));
        var subnets = new FreeSubnets(inventory);
        foreach (var group in users.Where(group => !recorded.Contains(group.Key)).OrderBy(group => group.Key.Name, StringComparer.Ordinal))
        {
            var (project, name) = group.Key;
            needs.Ask(new MissingObject
            {
                Kind = MissingKind.Network,
                Project = project,
                Name = name,
                NeededBy = [.. group.Select(use => use.Volume.Label)],
                Proposals = SourceRanking.Ranked([.. OldDefinitions.Network(inventory, project, name), .. Proposals(inventory, project, name, [.. group.Select(use => use.Device)], subnets)]),
                Existing = [.. recorded.Where(network => network.Project == project).Select(network => network.Name).Order(StringComparer.Ordinal)],
            });
            foreach (var use in group)
            {
                needs.Wait(use.Volume, Finding.Of(FindingCode.NetworkMissing, name).WithRaw($"network: {name}"));
            }
        }
    }

    private static IEnumerable<Proposal> Proposals(
        Inventory inventory, string project, string name, ImmutableArray<ImmutableSortedDictionary<string, string>> nics, FreeSubnets subnets)
    {
        if (name.Length > AnswerRules.LongestBridge)
        {
            yield break;
        }

        // Only networks of the default project leave a directory of their own name behind.
        var leftover = project == ProjectDeduction.Default ? inventory.Networks.FirstOrDefault(network => network.Name == name) : null;
        if (leftover is { Config.IsEmpty: false })
        {
            yield return new Proposal
            {
                Id = "leftovers",
                Source = ProposalSource.Leftovers,
                Detail = DependencyTexts.NetworkLeftover(leftover),
                Definition = new Definition { Type = "bridge", Config = leftover.Config },
            };
        }

        var (config, isKnown) = subnets.Deduce(name, nics);
        if (!isKnown && leftover is { Config.IsEmpty: false })
        {
            yield break;
        }

        yield return new Proposal
        {
            Id = "deduced",
            Source = ProposalSource.Deduced,
            Detail = isKnown ? DependencyTexts.NetworkFromAddresses : DependencyTexts.NetworkPicked,
            Definition = new Definition { Type = "bridge", Config = config },
        };
    }
}
