using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Findings;

namespace Recover.Core.Storage;

/// <summary>Looks at the entries of one type's directory. Used for one listing, while its directories are open.</summary>
internal sealed class DirectoryVolumeReader(
    string path,
    VolumeType type,
    OpenDirectory volumes,
    OpenDirectory? snapshots,
    Func<OpenDirectory, string, FileStatus, IncusTime?> creation)
{
    private const string IsoSuffix = ".iso";

    /// <summary>The finding for an entry that could not be opened.</summary>
    public static Finding NotOpened(int error) => error switch
    {
        LinuxCalls.TooManyLinks => Finding.Of(FindingCode.VolumeIsLink),
        _ => Finding.Of(FindingCode.VolumeUnreadable).WithRaw(LinuxCalls.Words(error)),
    };

    /// <summary>Looks at one entry.</summary>
    public StoredVolume Read(string entry)
    {
        if (volumes.Status(entry, out var error) is not { } status)
        {
            // A name whose bytes are no UTF-8 can't be asked for by what it shows as.
            return Plain(entry).WithFinding(entry.Contains('\uFFFD') ? Finding.Of(FindingCode.VolumeNameInvalid, entry) : NotOpened(error));
        }

        if (!status.IsDirectory)
        {
            return Plain(entry).WithFinding(
                status.IsLink ? NotOpened(LinuxCalls.TooManyLinks) : Finding.Of(FindingCode.StrayEntry, $"{path}/{entry}"));
        }

        var unopened = 0;
        var image = type is VolumeType.VirtualMachine or VolumeType.Custom ? ImageIn(volumes, entry, out unopened) : null;
        var isIso = type == VolumeType.Custom && image is not null && entry.EndsWith(IsoSuffix, StringComparison.Ordinal);
        var storedName = isIso ? entry[..^IsoSuffix.Length] : entry;
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var (project, name) = VolumeNames.Split(type, storedName);
        if (!VolumeNames.AreValid(type, project, name))
        {
            findings.Add(Finding.Of(FindingCode.VolumeNameInvalid, storedName));
        }

        if (unopened != 0)
        {
            findings.Add(NotOpened(unopened));
        }
        else if (type == VolumeType.VirtualMachine && image is null)
        {
            findings.Add(Finding.Of(FindingCode.DiskImageMissing));
        }

        return Plain(storedName) with
        {
            Path = $"{path}/{entry}",
            ContentType = isIso ? ContentType.Iso
                : type == VolumeType.VirtualMachine || image is not null ? ContentType.Block
                : ContentType.Filesystem,
            CreatedAt = creation(volumes, entry, status),
            SizeBytes = image?.Size,
            Owner = status.Owner,
            Snapshots = SnapshotsOf(entry, image is not null, findings),
            Findings = findings.ToImmutable(),
        };
    }

    /// <summary>Snapshot directories with something in them whose volume is gone.</summary>
    public IEnumerable<StoredVolume> WithoutVolume(ImmutableArray<string> known)
    {
        var all = DirectoryVolumes.NamesOf(snapshots!, out _) ?? [];
        foreach (var name in all.Except(known, StringComparer.Ordinal))
        {
            var place = $"{path}{TypeDirectories.SnapshotSuffix}/{name}";
            var volume = Plain(name) with { Path = place };
            using var left = snapshots!.Enter(name, out _);
            if (left is null || DirectoryVolumes.NamesOf(left, out _) is not { } names)
            {
                yield return volume.WithFinding(Finding.Of(FindingCode.StrayEntry, place));
            }
            else if (!names.IsEmpty)
            {
                yield return volume.WithFinding(StoredVolume.OnlySnapshotsLeft(names, place));
            }
        }
    }

    private StoredVolume Plain(string storedName)
    {
        var (project, name) = VolumeNames.Split(type, storedName);
        return new StoredVolume
        {
            Type = type,
            StoredName = storedName,
            Project = project,
            Name = name,
            ContentType = type == VolumeType.VirtualMachine ? ContentType.Block : ContentType.Filesystem,
            Path = $"{path}/{storedName}",
        };
    }

    private static FileStatus? ImageIn(OpenDirectory parent, string entry, out int unopened)
    {
        using var volume = parent.Enter(entry, out unopened);
        return volume?.Status(TypeDirectories.DiskImage, out _) is { IsFile: true } image ? image : null;
    }

    private ImmutableArray<StoredSnapshot> SnapshotsOf(string entry, bool hasImage, ImmutableArray<Finding>.Builder findings)
    {
        var error = LinuxCalls.NoSuchFile;
        using var directory = snapshots?.Enter(entry, out error);
        if (directory is null)
        {
            if (error != LinuxCalls.NoSuchFile)
            {
                findings.Add(NotOpened(error));
            }

            return [];
        }

        if (DirectoryVolumes.NamesOf(directory, out var failure) is not { } names)
        {
            findings.Add(Finding.Of(FindingCode.VolumeUnreadable).WithRaw(failure));
            return [];
        }

        var place = $"{path}{TypeDirectories.SnapshotSuffix}/{entry}";
        var found = ImmutableArray.CreateBuilder<StoredSnapshot>(names.Length);
        foreach (var name in names)
        {
            var status = directory.Status(name, out _);
            if (!VolumeNames.IsSnapshot(name))
            {
                findings.Add(Finding.Of(FindingCode.VolumeNameInvalid, name));
            }
            else if (status is not { IsDirectory: true })
            {
                findings.Add(Finding.Of(FindingCode.StrayEntry, $"{place}/{name}"));
            }
            else
            {
                found.Add(new StoredSnapshot(name, $"{place}/{name}", creation(directory, name, status))
                {
                    SizeBytes = hasImage ? ImageIn(directory, name, out _)?.Size : null,
                });
            }
        }

        return found.ToImmutable();
    }
}
