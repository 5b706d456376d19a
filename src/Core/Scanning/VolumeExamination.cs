using Recover.Core.Backups;
using Recover.Core.Findings;
using Recover.Core.Hosts;
using Recover.Core.Storage;

namespace Recover.Core.Scanning;

/// <summary>One volume while the checks look at it; collects what they find. Used by one thread at a time.</summary>
internal sealed class VolumeExamination
{
    private readonly List<Finding> _findings = [];

    public required StoredVolume Stored { get; init; }
    public required PoolDefinition Pool { get; init; }

    /// <summary>What the records are told from. Null for custom volumes and buckets, and when nothing could be read, which is reported then.</summary>
    public required BackupFile? Backup { get; init; }

    /// <summary>What reading the volume's own backup file told.</summary>
    public required BackupFileResult OwnBackup { get; init; }

    /// <summary>The snapshot whose copy <see cref="Backup"/> is; null when it is the volume's own file.</summary>
    public string? StandIn { get; init; }

    /// <summary>The earlier state of the database, in words, whose records <see cref="Backup"/> holds; null when none knew more.</summary>
    public string? KnownFrom { get; init; }

    public required HostSurvey Host { get; init; }
    public required DatabaseIndex Database { get; init; }

    /// <summary>The worst of what was reported so far.</summary>
    public VolumeState State { get; private set; } = VolumeState.Recoverable;

    public IReadOnlyList<Finding> Findings => _findings;

    public bool IsInstance => Stored.Type is VolumeType.Container or VolumeType.VirtualMachine;

    public bool IsVirtualMachine => Stored.Type == VolumeType.VirtualMachine;

    /// <summary>Adds a finding and what becomes of the volume because of it.</summary>
    public void Report(Finding finding, VolumeState state = VolumeState.Recoverable)
    {
        _findings.Add(finding);
        State = state > State ? state : State;
    }

    /// <summary>Says that the database has the volume as it lies on the disk.</summary>
    public void ReportKnown() => State = VolumeState.Known;
}
