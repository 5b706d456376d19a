using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Findings;
using Recover.Core.Storage;

namespace Recover.Core.Scanning;

/// <summary>What opening a volume told. Immutable.</summary>
/// <param name="Stored">The volume as listed, with what only opening it tells.</param>
/// <param name="Backup">Its backup file, or why there is none.</param>
/// <param name="SnapshotBackups">Copies of the backup file inside of snapshots, by snapshot name.</param>
internal sealed record VolumeContents(
    StoredVolume Stored, BackupFileResult Backup, ImmutableSortedDictionary<string, BackupFile> SnapshotBackups)
{
    /// <summary>The snapshot whose copy tells what the volume's own file does not; null when that is fit, or no snapshot has a fit copy.</summary>
    public string? StandIn { get; private init; }

    /// <summary>What the records are told from: the copy that stands in, else the volume's own file as far as it could be read.</summary>
    public BackupFile? Told => StandIn is { } snapshot ? SnapshotBackups[snapshot] : Backup.File;

    private const string BackupFileName = "backup.yaml";

    private static readonly ImmutableSortedDictionary<string, BackupFile> NoBackups =
        ImmutableSortedDictionary.Create<string, BackupFile>(StringComparer.Ordinal);

    /// <summary>What a volume tells that was not opened.</summary>
    public static VolumeContents Unopened(StoredVolume stored) => new(stored, new BackupFileResult(), NoBackups);

    /// <summary>Opens a volume, reads what it holds about itself, and closes it.</summary>
    /// <param name="open">Its pool.</param>
    /// <param name="stored">An instance, or a file system whose owner is not known yet.</param>
    /// <param name="wantsSnapshots">Whether copies in snapshots are of use.</param>
    /// <param name="cancellationToken">Gives up; everything is closed first.</param>
    public static async Task<VolumeContents> ReadAsync(IOpenPool open, StoredVolume stored, bool wantsSnapshots, CancellationToken cancellationToken)
    {
        var contents = await ReadOwnAsync(open, stored, cancellationToken).ConfigureAwait(false);
        if (!wantsSnapshots || !IsInstance(stored))
        {
            return contents;
        }

        if (!Tells(contents.Backup) && await FindStandInAsync(open, stored, cancellationToken).ConfigureAwait(false) is var (snapshot, copy))
        {
            return contents with { StandIn = snapshot, SnapshotBackups = NoBackups.Add(snapshot, copy) };
        }

        return contents with { SnapshotBackups = await ReadSnapshotsAsync(open, stored, contents.Backup.File, cancellationToken).ConfigureAwait(false) };
    }

    /// <summary>True when a file has what records are made from.</summary>
    private static bool Tells(BackupFileResult read) =>
        read.File is { Instance: not null, Volume: not null } && read.Findings.All(finding => finding.Severity < FindingSeverity.Error);

    /// <summary>True when a copy is about the instance under its present name: a copy made elsewhere, or before a rename, tells of another one.</summary>
    private static bool IsAbout(StoredVolume stored, BackupInstance instance) =>
        instance.Name == stored.Name && (instance.Type == "virtual-machine") == (stored.Type == VolumeType.VirtualMachine);

    private static bool IsInstance(StoredVolume stored) => stored.Type is VolumeType.Container or VolumeType.VirtualMachine;

    private static async Task<VolumeContents> ReadOwnAsync(IOpenPool open, StoredVolume stored, CancellationToken cancellationToken)
    {
        try
        {
            var volume = await open.OpenVolumeAsync(stored, snapshot: null, cancellationToken).ConfigureAwait(false);
            await using (volume.ConfigureAwait(false))
            {
                var seen = stored with
                {
                    Owner = stored.Owner ?? VolumeFiles.OwnerOf(volume),
                    Config = volume.FileSystem is { } kind ? stored.Config.SetItem("block.filesystem", kind) : stored.Config,
                };
                return new VolumeContents(seen, IsInstance(stored) ? ReadBackup(volume) : new BackupFileResult(), NoBackups);
            }
        }
        catch (VolumeUnreadableException failure)
        {
            return new VolumeContents(stored, new BackupFileResult { Findings = [failure.Finding] }, NoBackups);
        }
    }

    /// <summary>The newest copy in a snapshot that can take the place of the volume's own file; null when there is none.</summary>
    private static async Task<(string Snapshot, BackupFile Copy)?> FindStandInAsync(IOpenPool open, StoredVolume stored, CancellationToken cancellationToken)
    {
        foreach (var snapshot in NewestFirst(stored.Snapshots))
        {
            var read = await ReadSnapshotAsync(open, stored, snapshot.Name, cancellationToken).ConfigureAwait(false);
            if (Tells(read) && IsAbout(stored, read.File!.Instance!))
            {
                return (snapshot.Name, read.File);
            }
        }

        return null;
    }

    /// <summary>The copies in snapshots that the backup file does not describe.</summary>
    private static async Task<ImmutableSortedDictionary<string, BackupFile>> ReadSnapshotsAsync(
        IOpenPool open, StoredVolume stored, BackupFile? backup, CancellationToken cancellationToken)
    {
        var copies = NoBackups;
        if (backup is null)
        {
            return copies;
        }

        var described = backup.Snapshots.Select(snapshot => snapshot.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var snapshot in stored.Snapshots.Where(snapshot => !described.Contains(snapshot.Name)))
        {
            if ((await ReadSnapshotAsync(open, stored, snapshot.Name, cancellationToken).ConfigureAwait(false)).File is { } copy)
            {
                copies = copies.Add(snapshot.Name, copy);
            }
        }

        return copies;
    }

    private static IEnumerable<StoredSnapshot> NewestFirst(IEnumerable<StoredSnapshot> snapshots) => snapshots
        .OrderByDescending(snapshot => snapshot.CreatedAt)
        .ThenByDescending(snapshot => snapshot.Name, StringComparer.Ordinal);

    private static async Task<BackupFileResult> ReadSnapshotAsync(IOpenPool open, StoredVolume stored, string snapshot, CancellationToken cancellationToken)
    {
        try
        {
            var volume = await open.OpenVolumeAsync(stored, snapshot, cancellationToken).ConfigureAwait(false);
            await using (volume.ConfigureAwait(false))
            {
                return ReadBackup(volume);
            }
        }
        catch (VolumeUnreadableException failure)
        {
            return new BackupFileResult { Findings = [failure.Finding] };
        }
    }

    private static BackupFileResult ReadBackup(IOpenVolume volume)
    {
        var content = VolumeFiles.Read(volume, BackupFileName, BackupFileReader.MaximumBytes);
        return content.State == SafeFileState.Read
            ? BackupFileReader.Read(content.Bytes, content.ModifiedAt ?? DateTimeOffset.UnixEpoch)
            : new BackupFileResult { Findings = [NotRead(content).WithRaw(content.Error)] };
    }

    private static Finding NotRead(SafeFileContent content) => content.State switch
    {
        SafeFileState.Missing => Finding.Of(FindingCode.BackupFileMissing),
        SafeFileState.Link => Finding.Of(FindingCode.BackupFileUnfit, ScanTexts.UnfitLink),
        SafeFileState.NotARegularFile => Finding.Of(FindingCode.BackupFileUnfit, ScanTexts.UnfitKind),
        SafeFileState.TooLarge => Finding.Of(FindingCode.BackupFileUnfit, ScanTexts.UnfitSize),
        _ => Finding.Of(FindingCode.VolumeUnreadable),
    };
}
