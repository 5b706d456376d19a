using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Dependencies;

/// <summary>
/// Which features each project has: from the database, or, where the project is missing, from an earlier database, or deduced from what its volumes and files show. Features
/// decide in which project an instance's profiles, networks and volumes lie.
/// </summary>
internal sealed class ProjectDeduction
{
    public const string Default = "default";

    private readonly Dictionary<string, ProjectRecord> _projects;

    public ProjectDeduction(Inventory inventory)
    {
        _projects = inventory.Database.Contents.Projects.ToDictionary(project => project.Name, StringComparer.Ordinal);
        _projects.TryAdd(Default, new ProjectRecord(0, Default, "", ConfigMaps.Empty));
        Missing =
        [
            .. DependencyAnalyser.Candidates(inventory)
                .Select(volume => volume.Stored.Project)
                .Where(project => !_projects.ContainsKey(project))
                .Distinct(StringComparer.Ordinal),
        ];
        foreach (var project in Missing)
        {
            var known = OldDefinitions.Project(inventory, project) is [var old, ..] ? old.Definition!.Config : Deduce(project, inventory);
            _projects.Add(project, new ProjectRecord(0, project, "", known));
        }
    }

    /// <summary>Names of projects that volumes belong to and the database lacks.</summary>
    public ImmutableArray<string> Missing { get; }

    /// <summary>The configuration of a project, deduced where it is missing.</summary>
    public ImmutableSortedDictionary<string, string> ConfigOf(string project) => _projects[project].Config;

    /// <summary>The project in which objects of a feature lie for something of this project.</summary>
    public string Effective(string project, string feature) =>
        _projects.TryGetValue(project, out var record) && record.HasFeature(feature) ? project : Default;

    /// <summary>What volumes and files show of the features of a missing project.</summary>
    public static ImmutableSortedDictionary<string, string> Deduce(string project, Inventory inventory) => ConfigMaps.Empty
        .Add("features.images", "true")
        .Add("features.profiles", Word(HasProfiles(project, inventory)))
        .Add("features.storage.buckets", "true")
        .Add("features.storage.volumes", Word(HasVolumes(project, inventory)));

    // A file says to which project each profile of its instance belongs.
    private static bool HasProfiles(string project, Inventory inventory)
    {
        var owners = inventory.Volumes
            .Where(volume => volume.IsInstance && volume.Stored.Project == project)
            .SelectMany(volume => volume.Backup?.Profiles ?? [])
            .Select(profile => profile.Project)
            .Where(owner => owner.Length > 0)
            .ToHashSet(StringComparer.Ordinal);
        return owners.Contains(project) || !owners.Contains(Default);
    }

    // Volumes on disk bear the name of the project that keeps them: its own, or the default one.
    private static bool HasVolumes(string project, Inventory inventory)
    {
        var custom = inventory.Volumes.Where(volume => volume.Stored.Type == VolumeType.Custom).ToArray();
        if (custom.Any(volume => volume.Stored.Project == project))
        {
            return true;
        }

        var shared = custom.Where(volume => volume.Stored.Project == Default).Select(volume => (volume.Pool, volume.Stored.Name)).ToHashSet();
        return !DependencyAnalyser.CandidateInstances(inventory)
            .Where(volume => volume.Stored.Project == project)
            .SelectMany(volume => volume.Backup!.Instance!.AllDevices.Values)
            .Any(device => AttachedVolume.Of(device) is { } attached && shared.Contains((attached.Pool, attached.Name)));
    }

    private static string Word(bool value) => value ? "true" : "false";
}
