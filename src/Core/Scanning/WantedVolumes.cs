using Recover.Core.Storage;

namespace Recover.Core.Scanning;

/// <summary>
/// The volumes that a scan was asked for: all, or those named and the custom volumes that named instances attach, because without them such an instance
/// does not start. What is to be left out stays out even then. Immutable.
/// </summary>
internal sealed class WantedVolumes(ScanRequest request)
{
    private const string DefaultProject = "default";

    /// <summary>True when the volume must be read: which custom volumes are attached shows only after the instances were read.</summary>
    public bool MayBeWanted(StoredVolume volume) =>
        !request.Skip.Contains(Label(volume.Project, volume.Name))
        && (request.Only.IsEmpty || volume.Type == VolumeType.Custom || IsNamed(volume));

    /// <summary>What is wanted of the volumes that were read, in their order.</summary>
    public IEnumerable<ScannedVolume> Of(IReadOnlyCollection<ScannedVolume> read)
    {
        if (request.Only.IsEmpty)
        {
            return read;
        }

        var attached = read
            .Where(volume => volume is { IsInstance: true, Backup.Instance: not null })
            .SelectMany(volume => volume.Backup!.Instance!.AllDevices.Values.Select(AttachedVolume.Of).OfType<AttachedVolume>()
                .Select(disk => (disk.Pool, Project: ProjectOfVolumes(volume.Stored.Project, read), disk.Name)))
            .ToHashSet();
        return read.Where(volume =>
            IsNamed(volume.Stored)
            || (volume.Stored.Type == VolumeType.Custom && attached.Contains((volume.Pool, volume.Stored.Project, volume.Stored.Name))));
    }

    private static string Label(string project, string name) => $"{project}/{name}";

    private bool IsNamed(StoredVolume volume) => request.Only.Contains(Label(volume.Project, volume.Name));

    // A project without a record keeps volumes of its own when there are any of its name.
    private string ProjectOfVolumes(string project, IReadOnlyCollection<ScannedVolume> read) =>
        request.Database.Contents.Projects.FirstOrDefault(record => record.Name == project) is { } known
            ? known.HasFeature("storage.volumes") ? project : DefaultProject
            : read.Any(volume => volume.Stored.Type == VolumeType.Custom && volume.Stored.Project == project) ? project : DefaultProject;
}
