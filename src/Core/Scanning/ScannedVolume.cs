using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Findings;
using Recover.Core.Storage;

namespace Recover.Core.Scanning;

/// <summary>A volume after the scan: what storage says, what its backup file says, and what was found wrong. Immutable.</summary>
public sealed record ScannedVolume
{
    public required string Pool { get; init; }
    public required StoredVolume Stored { get; init; }
    public required VolumeState State { get; init; }

    /// <summary>
    /// Its backup file, or the copy that stands in for it (<see cref="StandIn"/>); null for custom volumes and buckets, and when neither could be read.
    /// </summary>
    public BackupFile? Backup { get; init; }

    /// <summary>
    /// The snapshot whose copy of the file is in <see cref="Backup"/>, because the volume's own can't be used: the newest one with a fit copy. Null when
    /// <see cref="Backup"/> is the volume's own.
    /// </summary>
    public string? StandIn { get; init; }

    /// <summary>The earlier state of the database, in words, whose newer records of the instance are in <see cref="Backup"/>; null when none knew more.</summary>
    public string? KnownFrom { get; init; }

    /// <summary>
    /// For snapshots on storage that the backup file lacks: what the copy of the file inside the snapshot says of the instance at that time, by
    /// snapshot name. When a copy stands in for the volume's own file, only that. Snapshots without one are not in the map.
    /// </summary>
    public ImmutableSortedDictionary<string, BackupFile> SnapshotBackups { get; init; } =
        ImmutableSortedDictionary.Create<string, BackupFile>(StringComparer.Ordinal);

    /// <summary>True when the instance's container runs now.</summary>
    public bool Running { get; init; }

    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary><c>project/name</c>, for people and for <c>--only</c> and <c>--skip</c>.</summary>
    public string Label => $"{Stored.Project}/{Stored.Name}";

    /// <summary>True for containers and virtual machines.</summary>
    public bool IsInstance => Stored.Type is VolumeType.Container or VolumeType.VirtualMachine;

    /// <summary>Unique within an inventory: <c>pool/type/storedName</c>. Used in URLs after escaping and in answers.</summary>
    public string Id => $"{Pool}/{Stored.Type}/{Stored.StoredName}";
}
