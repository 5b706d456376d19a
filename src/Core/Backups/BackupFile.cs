using System.Collections.Immutable;

namespace Recover.Core.Backups;

/// <summary>
/// One <c>backup.yaml</c> as Incus 6.0 and 7.x write it beside an instance's root disk; only checked for shape, not yet against the disk.
/// Sections that the file lacks are null. Immutable.
/// </summary>
public sealed record BackupFile
{
    /// <summary>The instance; null when the section is missing.</summary>
    public BackupInstance? Instance { get; init; }

    /// <summary>Its snapshots, oldest first as in the file.</summary>
    public ImmutableArray<BackupSnapshot> Snapshots { get; init; } = [];

    /// <summary>The pool it lies on.</summary>
    public BackupPool? Pool { get; init; }

    /// <summary>Full definitions of its profiles, in apply order; null when the section is missing.</summary>
    public ImmutableArray<BackupProfile>? Profiles { get; init; }

    /// <summary>The root volume.</summary>
    public BackupVolume? Volume { get; init; }

    /// <summary>Snapshots of the root volume; null when the section is missing.</summary>
    public ImmutableArray<BackupVolumeSnapshot>? VolumeSnapshots { get; init; }

    /// <summary>Custom volumes that belong to the instance, as Incus 7 knows them; empty in files of Incus 6.0.</summary>
    public ImmutableArray<BackupDependentVolume> DependentVolumes { get; init; } = [];

    /// <summary>Fields that no known version writes, as dotted paths, at most 20.</summary>
    public ImmutableArray<string> UnknownFields { get; init; } = [];

    /// <summary>When the file was last written, UTC.</summary>
    public DateTimeOffset ModifiedAt { get; init; }
}
