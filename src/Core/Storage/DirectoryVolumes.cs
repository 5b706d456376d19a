using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Findings;

namespace Recover.Core.Storage;

/// <summary>
/// Lists the volumes of a pool that is a plain file tree (<c>dir</c>, <c>btrfs</c>): a directory a type, a directory a volume. Every entry is looked at
/// by itself, links are never followed, and whatever is wrong with one is a finding on it. Used for one listing.
/// </summary>
/// <param name="root">Absolute path of the pool's root.</param>
/// <param name="creation">Tells when a volume or snapshot was made.</param>
internal sealed class DirectoryVolumes(string root, Func<OpenDirectory, string, FileStatus, IncusTime?> creation)
{
    /// <summary>Most entries read of one directory; a host has thousands.</summary>
    public const int EntryLimit = 200_000;

    /// <summary>Lists all types in order, names sorted.</summary>
    public IEnumerable<StoredVolume> List(CancellationToken cancellationToken)
    {
        using var pool = OpenDirectory.Trusted(root, out var error)
            ?? throw new PoolUnreadableException(Finding.Of(FindingCode.PoolUnreadable, root).WithRaw(LinuxCalls.Words(error)));
        foreach (var (type, name) in TypeDirectories.All)
        {
            foreach (var volume in ListType(pool, type, name, cancellationToken))
            {
                yield return volume;
            }
        }
    }

    private List<StoredVolume> ListType(OpenDirectory pool, VolumeType type, string typeName, CancellationToken cancellationToken)
    {
        using var directory = pool.Enter(typeName, out var error);
        if (directory is null)
        {
            return error == LinuxCalls.NoSuchFile ? [] : [Whole(type, typeName, error)];
        }

        if (NamesOf(directory, out var failure) is not { } names)
        {
            return [Whole(type, typeName, 0).WithFinding(Finding.Of(FindingCode.VolumeUnreadable).WithRaw(failure))];
        }

        using var snapshots = pool.Enter(typeName + TypeDirectories.SnapshotSuffix, out var snapshotsError);
        var reader = new DirectoryVolumeReader($"{root}/{typeName}", type, directory, snapshots, creation);
        var volumes = new List<StoredVolume>(names.Length);
        foreach (var name in names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            volumes.Add(reader.Read(name));
        }

        if (snapshots is null && snapshotsError != LinuxCalls.NoSuchFile)
        {
            volumes.Add(Whole(type, typeName + TypeDirectories.SnapshotSuffix, snapshotsError));
        }
        else if (snapshots is not null)
        {
            volumes.AddRange(reader.WithoutVolume(names));
        }

        return volumes;
    }

    /// <summary>The entry that stands for a whole directory that can't be read.</summary>
    private StoredVolume Whole(VolumeType type, string name, int error) => new()
    {
        Type = type,
        StoredName = name,
        Project = "",
        Name = name,
        ContentType = ContentType.Filesystem,
        Path = $"{root}/{name}",
        Findings = error == 0 ? [] : [DirectoryVolumeReader.NotOpened(error)],
    };

    /// <summary>Names of the entries, sorted; null when it can't be read or there is no directory.</summary>
    internal static ImmutableArray<string>? NamesOf(OpenDirectory? directory, out string? failure)
    {
        try
        {
            failure = null;
            return directory is null ? null : [.. directory.Names().Take(EntryLimit).Order(StringComparer.Ordinal)];
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            failure = unread.Message;
            return null;
        }
    }
}
