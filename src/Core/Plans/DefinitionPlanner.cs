using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Dependencies;

namespace Recover.Core.Plans;

/// <summary>Plans the projects, profiles and networks that were answered with a definition.</summary>
internal sealed class DefinitionPlanner(PlanWorld world, Decisions decisions, PlanDraft draft)
{
    private readonly FittingRecords _fitting = new(draft);

    /// <summary>Features that a project has when it is created without a word about them.</summary>
    private static readonly string[] UsualFeatures =
        ["features.images", "features.profiles", "features.storage.buckets", "features.storage.volumes"];

    public ImmutableArray<PlannedObject> Projects() =>
    [
        .. Planned(MissingKind.Project, (_, name) => world.Contents.Projects.Any(project => project.Name == name), ObjectNames.IsProject)
            .Select(project => project with { Definition = WithFeatures(project) }),
    ];

    /// <summary>Profiles; a new project that keeps its own also gets the default profile that Incus gives every such project.</summary>
    public ImmutableArray<PlannedObject> Profiles(ImmutableArray<PlannedObject> projects)
    {
        var existing = world.Contents.Profiles.Select(profile => (profile.Project, profile.Name)).ToHashSet();
        var planned = Planned(MissingKind.Profile, (project, name) => existing.Contains((project, name)), ObjectNames.IsPathPart)
            .Where(profile => world.HasProject(profile.Project))
            .Select(profile => profile with { Definition = Mapped(profile) })
            .ToList();
        foreach (var project in projects.Where(project => !project.Replaces && world.Effective(project.Name, "profiles") == project.Name))
        {
            if (!planned.Any(profile => profile.Project == project.Name && profile.Name == "default"))
            {
                var definition = new Definition { Description = $"Default Incus profile for project {project.Name}" };
                planned.Add(new PlannedObject(project.Name, "default", definition, PlanTexts.FromNewProject, Replaces: false));
            }
        }

        return [.. planned.OrderBy(profile => profile.Project, StringComparer.Ordinal).ThenBy(profile => profile.Name, StringComparer.Ordinal)];
    }

    public ImmutableArray<PlannedObject> Networks()
    {
        var existing = world.Contents.Networks.ToDictionary(network => (network.Project, network.Name), network => network.Type);
        return
        [
            .. Planned(MissingKind.Network, (project, name) => existing.ContainsKey((project, name)), name => ObjectNames.IsNetwork(name, ""))
                .Where(network => world.HasProject(network.Project) && IsPossible(network)),
        ];

        bool IsPossible(PlannedObject network)
        {
            var word = network.Definition.Type ?? "bridge";
            var type = IncusCodes.Network(word);
            var reason = type is null ? PlanTexts.NetworkTypeUnknown(network.Name)
                : network.Replaces && existing[(network.Project, network.Name)] != type ? PlanTexts.NetworkTypeDiffers(network.Name)
                : !ObjectNames.IsNetwork(network.Name, word) ? PlanTexts.NameUnfit(network.Name)
                : null;
            if (reason is not null)
            {
                draft.LeaveOut("network", network.Project, network.Name, reason, PlanTexts.NetworkNext);
            }

            return reason is null;
        }
    }

    private IEnumerable<PlannedObject> Planned(MissingKind kind, Func<string, string, bool> exists, Func<string, bool> isName)
    {
        foreach (var decision in decisions.Of(kind))
        {
            var question = decision.Question;
            if (decision.Definition is not { } definition)
            {
                continue;
            }

            if (!isName(question.Name))
            {
                var word = kind.ToString().ToLowerInvariant();
                draft.LeaveOut(word, question.Project, question.Name, PlanTexts.NameUnfit(question.Name), PlanTexts.NameUnfitNext);
                continue;
            }

            var planned = Fit(question, definition);
            draft.Tell(
                kind.ToString().ToLowerInvariant(),
                kind == MissingKind.Project ? question.Name : $"{question.Project}/{question.Name}",
                planned,
                decision.From,
                decision.Sources);
            yield return new PlannedObject(question.Project, question.Name, planned, decision.From, exists(question.Project, question.Name));
        }
    }

    private Definition Fit(MissingObject question, Definition definition) => definition with
    {
        Config = _fitting.Keys(definition.Config, question.Project, question.Name),
        Devices = _fitting.Devices(definition.Devices, question.Project, question.Name),
    };

    private static Definition WithFeatures(PlannedObject project)
    {
        if (project.Replaces)
        {
            return project.Definition;
        }

        var config = project.Definition.Config;
        config = UsualFeatures.Aggregate(config, (keys, key) => keys.ContainsKey(key) ? keys : keys.Add(key, "true"));
        return project.Definition with { Config = config };
    }

    private Definition Mapped(PlannedObject profile) => profile.Definition with
    {
        Devices = DeviceChanges.Mapped(profile.Definition.Devices, world.Effective(profile.Project, "networks"), decisions),
    };
}
