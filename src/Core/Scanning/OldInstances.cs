using Recover.Core.Backups;
using Recover.Core.Databases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Storage;

namespace Recover.Core.Scanning;

/// <summary>
/// What earlier states of the database know of instances. A backup file says what the database said when it was written; a state that was written later knows what
/// changed since, such as settings, the order of profiles, or expiry dates. Immutable.
/// </summary>
internal sealed class OldInstances
{
    private const string Uuid = "volatile.uuid";

    private readonly ILookup<(string Pool, bool IsVirtualMachine, string Project, string Name), (RecordedInstance Instance, OldDatabase Old)> _known;

    public OldInstances(DatabaseReading database) => _known = database.Old
        .SelectMany(old => old.Instances.Select(instance => (Instance: instance, Old: old)))
        .ToLookup(known => (known.Instance.Pool, known.Instance.IsVirtualMachine, known.Instance.Project, known.Instance.Name));

    /// <summary>The records of an instance with what a newer state knows, and which that is in words; null when none knows more.</summary>
    /// <param name="pool">Where it lies.</param>
    /// <param name="stored">The instance.</param>
    /// <param name="told">What its file, or the copy that stands in, says; null when neither can be used.</param>
    public (BackupFile File, string From)? Find(string pool, StoredVolume stored, BackupFile? told)
    {
        if (stored.Type is not (VolumeType.Container or VolumeType.VirtualMachine))
        {
            return null;
        }

        foreach (var (instance, old) in _known[(pool, stored.Type == VolumeType.VirtualMachine, stored.Project, stored.Name)])
        {
            if (told?.Instance is null)
            {
                return (instance.Record, CandidateTexts.OldDatabase(old));
            }

            // Another instance of the same name has another identity.
            if (old.WrittenAt > told.ModifiedAt && instance.Record.Instance!.Config.GetValueOrDefault(Uuid) is { } uuid && told.Instance.Config.GetValueOrDefault(Uuid) == uuid)
            {
                return (Newer(told, instance.Record), CandidateTexts.OldDatabase(old));
            }
        }

        return null;
    }

    // The definitions of profiles and the pool stay those of the file: about them earlier states are asked by themselves.
    private static BackupFile Newer(BackupFile told, BackupFile known) => told with
    {
        Instance = known.Instance,
        Snapshots = known.Snapshots,
        Volume = known.Volume,
        VolumeSnapshots = known.VolumeSnapshots,
    };
}
