using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>The database as it will be: what it holds, with the projects, profiles and networks that the plan adds or replaces.</summary>
internal sealed class PlanWorld
{
    private readonly Dictionary<string, ProjectRecord> _projects;
    private readonly Dictionary<(string Project, string Name), Definition> _profiles;
    private readonly Lazy<Dictionary<(string Project, string Name), string>> _pools;
    private readonly Lazy<ILookup<(string Pool, VolumeType Type, string Project, string Name), VolumeRecord>> _volumes;

    public PlanWorld(DatabaseContents contents)
    {
        Contents = contents;
        _projects = contents.Projects.ToDictionary(project => project.Name, StringComparer.Ordinal);
        _profiles = contents.Profiles.ToDictionary(
            profile => (profile.Project, profile.Name),
            profile => new Definition { Description = profile.Description, Config = profile.Config, Devices = profile.Devices });
        _volumes = new(() => contents.Volumes.ToLookup(volume => (volume.Pool, volume.Type, volume.Project, volume.Name)));
        _pools = new(() => contents.Volumes
            .Where(volume => volume.Type is VolumeType.Container or VolumeType.VirtualMachine)
            .GroupBy(volume => (volume.Project, volume.Name))
            .ToDictionary(volumes => volumes.Key, volumes => volumes.First().Pool));
    }

    public DatabaseContents Contents { get; }

    public void AddProjects(ImmutableArray<PlannedObject> projects)
    {
        foreach (var project in projects)
        {
            _projects[project.Name] = new ProjectRecord(0, project.Name, project.Definition.Description, project.Definition.Config);
        }
    }

    public void AddProfiles(ImmutableArray<PlannedObject> profiles)
    {
        foreach (var profile in profiles)
        {
            _profiles[(profile.Project, profile.Name)] = profile.Definition;
        }
    }

    public bool HasProject(string name) => _projects.ContainsKey(name);

    /// <summary>The project in which objects of a feature lie for something of this project.</summary>
    public string Effective(string project, string feature) =>
        _projects.TryGetValue(project, out var record) && record.HasFeature(feature) ? project : "default";

    /// <summary>A profile as an instance of the project sees it; null when there is none.</summary>
    public Definition? Profile(string instanceProject, string name) =>
        _profiles.GetValueOrDefault((Effective(instanceProject, "profiles"), name));

    /// <summary>Names of the snapshots that the database has of a volume; empty when it has no record of it.</summary>
    public ImmutableArray<string> RecordedSnapshots(ScannedVolume volume) =>
        _volumes.Value[(volume.Pool, volume.Stored.Type, volume.Stored.Project, volume.Stored.Name)].FirstOrDefault()?.Snapshots ?? [];

    /// <summary>The pool that an instance of the database lies on; null when its volume has no record.</summary>
    public string? PoolOf(string project, string name) => _pools.Value.GetValueOrDefault((project, name));
}
