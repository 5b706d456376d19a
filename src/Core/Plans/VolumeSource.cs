using System.Collections.Immutable;
using Recover.Core.Backups;
using Recover.Core.Dependencies;

namespace Recover.Core.Plans;

/// <summary>What a source that knew its record says of a custom volume.</summary>
/// <param name="Source">Its kind.</param>
/// <param name="From">The source, in words.</param>
/// <param name="Record">Description, dates and config.</param>
/// <param name="Snapshots">The same of its snapshots.</param>
internal sealed record VolumeSource(ProposalSource Source, string From, BackupVolume Record, ImmutableArray<BackupVolumeSnapshot> Snapshots);
