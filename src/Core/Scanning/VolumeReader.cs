using Recover.Core.Scanning.Checks;
using Recover.Core.Storage;

namespace Recover.Core.Scanning;

/// <summary>Reads what one volume of a pool holds about itself, and checks it. Thread-safe.</summary>
internal sealed class VolumeReader(ScanRequest request)
{
    private readonly DatabaseIndex _database = new(request.Database.Contents);
    private readonly OldInstances _old = new(request.Database);

    /// <summary>Reads a volume of an open pool.</summary>
    public async Task<ScannedVolume> ReadAsync(IOpenPool open, PoolDefinition pool, StoredVolume stored, CancellationToken cancellationToken)
    {
        var isKnown = _database.HasRecordsOf(pool.Name, stored);
        var contents = IsToOpen(stored)
            ? await VolumeContents.ReadAsync(open, stored, wantsSnapshots: !isKnown, cancellationToken).ConfigureAwait(false)
            : VolumeContents.Unopened(stored);
        var newer = isKnown ? null : _old.Find(pool.Name, stored, contents.Told);
        var (backup, standIn) = newer is { } known ? (known.File, null) : (contents.Told, contents.StandIn);
        var examination = new VolumeExamination
        {
            Stored = contents.Stored,
            Pool = pool,
            Backup = backup,
            OwnBackup = contents.Backup,
            StandIn = standIn,
            KnownFrom = newer?.From,
            Host = request.Host,
            Database = _database,
        };
        VolumeChecks.Run(examination);
        return new ScannedVolume
        {
            Pool = pool.Name,
            Stored = contents.Stored,
            State = examination.State,
            Backup = backup,
            StandIn = standIn,
            KnownFrom = newer?.From,
            SnapshotBackups = contents.SnapshotBackups,
            Running = stored.Type == VolumeType.Container && request.Host.RunningContainers.Contains(stored.StoredName),
            Findings = [.. examination.Findings],
        };
    }

    /// <summary>Instances hold a backup file; of other file systems only the owner may be missing.</summary>
    private static bool IsToOpen(StoredVolume stored) =>
        StorageCheck.IsUsable(stored)
        && (stored.Type is VolumeType.Container or VolumeType.VirtualMachine
            || (stored.Owner is null && stored is { Type: VolumeType.Custom, ContentType: ContentType.Filesystem }));
}
