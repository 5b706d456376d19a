using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Dependencies;
using Recover.Core.Scanning;

namespace Recover.Core.Plans;

/// <summary>Who knew the records of custom volumes: earlier databases, and backup files of Incus 7 for volumes that belong to their instance.</summary>
internal sealed class VolumeSources(ImmutableArray<OldDatabase> old, ImmutableArray<ScannedVolume> scanned)
{
    private readonly ILookup<(string Pool, string Project, string Name), VolumeSource> _inFiles = scanned
        .Where(volume => volume is { IsInstance: true, Backup.DependentVolumes.IsEmpty: false })
        .OrderByDescending(volume => volume.Backup!.ModifiedAt)
        .SelectMany(volume => volume.Backup!.DependentVolumes
            .Where(dependent => dependent is { Pool: not null, Volume: not null })
            .Select(dependent => (
                Place: (dependent.Pool!.Name, dependent.Volume!.Project, dependent.Volume.Name),
                Source: new VolumeSource(
                    ProposalSource.BackupFiles, PlanTexts.FromBackupFileOf(volume.Label, volume.Backup.ModifiedAt), dependent.Volume, dependent.Snapshots))))
        .ToLookup(one => one.Place, one => one.Source);

    /// <summary>What they say of a volume, the best first.</summary>
    public ImmutableArray<VolumeSource> Of(ScannedVolume volume)
    {
        var place = (volume.Pool, volume.Stored.Project, volume.Stored.Name);
        var inDatabases = old.SelectMany(state => state.Volumes
            .Where(known => (known.Pool, known.Project, known.Name) == place)
            .Select(known => new VolumeSource(ProposalSource.OldDatabase, DependencyTexts.InOldDatabase(state), known.Record, known.Snapshots)));
        return SourceRanking.Ranked([.. inDatabases, .. _inFiles[place]], source => source.Source);
    }
}
