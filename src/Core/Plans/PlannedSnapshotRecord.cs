using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>A snapshot on the disk whose record is missing, in whole or by a half, beside that of its instance or volume. Immutable.</summary>
public sealed record PlannedSnapshotRecord
{
    public required string Pool { get; init; }
    public required string Project { get; init; }

    /// <summary>The name of the instance or volume.</summary>
    public required string Name { get; init; }

    public required VolumeType Type { get; init; }

    /// <summary>What is written; of an instance <see cref="PlannedSnapshot.Volume"/> says what is written of its root volume.</summary>
    public required PlannedSnapshot Snapshot { get; init; }

    /// <summary>True when the snapshot of the instance is written.</summary>
    public bool OfInstance { get; init; }

    /// <summary>True when the snapshot of the volume is written.</summary>
    public bool OfVolume { get; init; }

    /// <summary>Where it was learnt from, in words.</summary>
    public required string From { get; init; }
}
