using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Findings;
using Recover.Core.Scanning.Checks;
using Recover.Core.Storage;

namespace Recover.Core.Scanning;

/// <summary>Reads what one volume of a pool holds about itself, and checks it. Thread-safe.</summary>
internal sealed class VolumeReader(ScanRequest request)
{
    private const string BackupFileName = "backup.yaml";
    private readonly DatabaseIndex _database = new(request.Database.Contents);

    /// <summary>Reads a volume of an open pool.</summary>
    public ScannedVolume Read(IOpenPool open, PoolDefinition pool, StoredVolume stored)
    {
        var backup = IsUsableInstance(stored) ? ReadBackup(open, stored.Path) : new BackupFileResult();
        var examination = new VolumeExamination
        {
            Stored = stored,
            Pool = pool,
            Backup = backup.File,
            BackupFindings = backup.Findings,
            Host = request.Host,
            Database = _database,
        };
        VolumeChecks.Run(examination);
        return new ScannedVolume
        {
            Pool = pool.Name,
            Stored = stored,
            State = examination.State,
            Backup = backup.File,
            SnapshotBackups = examination.State == VolumeState.Known ? NoBackups : ReadSnapshotBackups(open, stored, backup.File),
            Running = stored.Type == VolumeType.Container && request.Host.RunningContainers.Contains(stored.StoredName),
            Findings = [.. examination.Findings],
        };
    }

    private static ImmutableSortedDictionary<string, BackupFile> NoBackups { get; } =
        ImmutableSortedDictionary.Create<string, BackupFile>(StringComparer.Ordinal);

    private static bool IsUsableInstance(StoredVolume stored) =>
        stored.Type is VolumeType.Container or VolumeType.VirtualMachine && StorageCheck.IsUsable(stored);

    private static ImmutableSortedDictionary<string, BackupFile> ReadSnapshotBackups(IOpenPool open, StoredVolume stored, BackupFile? backup)
    {
        if (backup is null || stored.Snapshots.IsEmpty)
        {
            return NoBackups;
        }

        var described = backup.Snapshots.Select(snapshot => snapshot.Name).ToHashSet(StringComparer.Ordinal);
        return stored.Snapshots
            .Where(snapshot => !described.Contains(snapshot.Name))
            .Select(snapshot => (snapshot.Name, ReadBackup(open, snapshot.Path).File))
            .Where(copy => copy.File is not null)
            .ToImmutableSortedDictionary(copy => copy.Name, copy => copy.File!, StringComparer.Ordinal);
    }

    private static BackupFileResult ReadBackup(IOpenPool open, string directory)
    {
        // From the pool's root downwards, so that a link on the way is seen; a volume mounted elsewhere is a root of its own.
        var isBelow = directory.StartsWith(open.Root + "/", StringComparison.Ordinal);
        var content = isBelow
            ? SafeFile.Read(open.Root, $"{directory[(open.Root.Length + 1)..]}/{BackupFileName}", BackupFileReader.MaximumBytes)
            : SafeFile.Read(directory, BackupFileName, BackupFileReader.MaximumBytes);
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
