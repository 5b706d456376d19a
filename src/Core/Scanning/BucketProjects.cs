using Recover.Core.Databases;
using Recover.Core.Findings;
using Recover.Core.Storage;

namespace Recover.Core.Scanning;

/// <summary>
/// Tells the project of buckets whose storage does not: from the database, else from an earlier state of it, else the default one. Names of such buckets are unique
/// over all projects. Immutable.
/// </summary>
internal sealed class BucketProjects(DatabaseReading database)
{
    /// <summary>The volume with its project; everything but such a bucket as it is.</summary>
    public StoredVolume Place(StoredVolume volume)
    {
        if (volume.IsProjectTold)
        {
            return volume;
        }

        return Recorded(volume.Name) is { } project
            ? volume with { Project = project }
            : (volume with { Project = VolumeNames.DefaultProject }).WithFinding(Finding.Of(FindingCode.BucketProjectUnknown, VolumeNames.DefaultProject));
    }

    private string? Recorded(string bucket) => database.Old.Select(old => old.Contents)
        .Prepend(database.Contents)
        .Select(contents => contents.Buckets.FirstOrDefault(record => record.Name == bucket && IsRemote(contents, record))?.Project)
        .FirstOrDefault(project => project is not null);

    private static bool IsRemote(DatabaseContents contents, BucketRecord bucket) =>
        contents.Pools.Any(pool => pool.Name == bucket.Pool && IncusCodes.IsRemoteDriver(pool.Driver));
}
