using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Recover.Core.Backups;
using Recover.Core.Findings;

namespace Recover.Core.Storage;

/// <summary>A volume as its pool lists it, before its contents are read. Immutable.</summary>
public sealed record StoredVolume
{
    private const int ToldSnapshots = 20;

    public required VolumeType Type { get; init; }

    /// <summary>The name on storage, such as <c>shop_web1</c>, without driver suffixes.</summary>
    public required string StoredName { get; init; }

    /// <summary>From the stored name: instances split at the last <c>_</c>, others at the first; <c>default</c> for instances without one; empty for others without one.</summary>
    public required string Project { get; init; }

    public required string Name { get; init; }
    public required ContentType ContentType { get; init; }

    /// <summary>Absolute path at which the volume lies while the pool is open; null where volumes have no path of their own.</summary>
    public string? Path { get; init; }

    /// <summary>Snapshots on storage, by name.</summary>
    public ImmutableArray<StoredSnapshot> Snapshots { get; init; } = [];

    /// <summary>Creation as the storage remembers it, UTC, with all the digits it has; null when it does not.</summary>
    public IncusTime? CreatedAt { get; init; }

    /// <summary>
    /// Size in bytes of a block or ISO volume's image, or of the block device that a file system has of its own; null where file systems have no size.
    /// </summary>
    public long? SizeBytes { get; init; }

    /// <summary>Keys of its config that the storage itself tells, such as <c>block.filesystem</c>.</summary>
    public ImmutableSortedDictionary<string, string> Config { get; init; } = ConfigMaps.Empty;

    /// <summary>Keys of a bucket; null when its storage does not tell, and for everything else.</summary>
    public ImmutableArray<StoredBucketKey>? BucketKeys { get; init; }

    /// <summary>False where the storage does not tell the project of a bucket; <see cref="Project"/> is empty then until somebody else has told it.</summary>
    public bool IsProjectTold { get; init; } = true;

    /// <summary>Owner of the volume's root directory; null when it is not a directory, or was not opened yet.</summary>
    public FileOwner? Owner { get; init; }

    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>True for a plain file among the volumes: listed so that it is named, never recovered.</summary>
    [JsonIgnore]
    public bool IsStray => Owner is null && Findings.Any(finding => finding.Code == FindingCode.StrayEntry);

    /// <summary>Says of a volume that only these snapshots of it are left.</summary>
    /// <param name="snapshots">Their names; the first few are told.</param>
    /// <param name="place">Where they lie.</param>
    internal static Finding OnlySnapshotsLeft(IReadOnlyCollection<string> snapshots, string place) => Finding.Of(
        FindingCode.OnlySnapshotsLeft,
        string.Join(", ", snapshots.Order(StringComparer.Ordinal).Take(ToldSnapshots)) + (snapshots.Count > ToldSnapshots ? ", …" : ""),
        place);

    /// <summary>The same volume with one more finding.</summary>
    public StoredVolume WithFinding(Finding finding) => this with { Findings = Findings.Add(finding) };
}
