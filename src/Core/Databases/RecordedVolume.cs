using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Storage;

namespace Recover.Core.Databases;

/// <summary>Everything that a database says of a custom volume. Immutable.</summary>
/// <param name="Pool">Its pool.</param>
/// <param name="Project">Its project.</param>
/// <param name="Name">Its name.</param>
/// <param name="Record">Its description, dates and config.</param>
/// <param name="Snapshots">The same of its snapshots, oldest first.</param>
public sealed record RecordedVolume(string Pool, string Project, string Name, BackupVolume Record, ImmutableArray<BackupVolumeSnapshot> Snapshots)
{
    /// <summary>What it holds.</summary>
    public ContentType ContentType { get; init; }
}
