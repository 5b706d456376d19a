using Recover.Core.Backups;
using Recover.Core.Scanning;

namespace Recover.Core.Dependencies;

/// <summary>The definitions of profiles that all backup files of an inventory hold, whatever became of their instances.</summary>
internal sealed class ProfileCopies
{
    private readonly Dictionary<(string Project, string Name), ProfileCopy[]> _copies;

    public ProfileCopies(Inventory inventory, ProjectDeduction projects) => _copies = inventory.Volumes
        .Where(volume => volume is { IsInstance: true, Backup.Profiles: not null })
        .SelectMany(volume => volume.Backup!.Profiles!.Value.Select(profile => (
            Project: projects.Effective(volume.Stored.Project, "profiles"), Profile: profile, volume.Backup.ModifiedAt)))
        .GroupBy(copy => (copy.Project, copy.Profile.Name))
        .ToDictionary(copies => copies.Key, copies => Distinct(copies.Select(copy => (copy.Profile, copy.ModifiedAt))));

    /// <summary>The different definitions of a profile, best first; empty when no file has one.</summary>
    public IReadOnlyList<ProfileCopy> Of(string project, string name) => _copies.TryGetValue((project, name), out var copies) ? copies : [];

    // The newest file is right, but for one thing: after an earlier poor recovery newer files repeat an empty profile, and the older ones tell.
    private static ProfileCopy[] Distinct(IEnumerable<(BackupProfile Profile, DateTimeOffset ModifiedAt)> profiles) =>
    [
        .. profiles
            .Select(copy => (
                Definition: new Definition { Description = copy.Profile.Description, Config = copy.Profile.Config, Devices = copy.Profile.Devices },
                copy.ModifiedAt))
            .GroupBy(copy => ProfileCopy.Text(copy.Definition), StringComparer.Ordinal)
            .Select(copies => new ProfileCopy(copies.First().Definition, copies.Count(), copies.Max(copy => copy.ModifiedAt)))
            .OrderBy(copy => copy.IsEmpty)
            .ThenByDescending(copy => copy.NewestAt)
            .ThenByDescending(copy => copy.Files)
            .ThenBy(copy => copy.Id, StringComparer.Ordinal),
    ];
}
