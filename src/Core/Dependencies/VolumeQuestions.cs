using Recover.Core.Findings;
using Recover.Core.Scanning;

namespace Recover.Core.Dependencies;

/// <summary>Questions about volumes themselves, apart from what they need: whether to recover in spite of what was found. Thread-safe.</summary>
public static class VolumeQuestions
{
    /// <summary>True when the volume comes back only after a person said so (<see cref="AnswerKind.Recover"/> or <see cref="AnswerKind.LeaveOut"/>).</summary>
    public static bool IsAsked(ScannedVolume volume) =>
        volume.State == VolumeState.Question && volume.Findings.Any(IsReason);

    /// <summary>The volumes of an inventory that are asked about.</summary>
    public static IEnumerable<ScannedVolume> Of(Inventory inventory) => inventory.Volumes.Where(IsAsked);

    /// <summary>True when recovering is what is right as far as can be told: the file names another pool, and nothing else is doubtful.</summary>
    public static bool IsLikelyRight(ScannedVolume volume) =>
        volume.Findings.Where(IsReason).All(finding => finding.Code == FindingCode.PoolNameMismatch);

    /// <summary>True for what makes a volume asked about.</summary>
    internal static bool IsReason(Finding finding) => finding.Code
        is FindingCode.PoolNameMismatch
        or FindingCode.PoolDriverMismatch
        or FindingCode.VolumeAlreadyRecorded
        or FindingCode.BackupFromSnapshot
        || (finding.Code == FindingCode.InstanceOnTwoPools && finding.Severity == FindingSeverity.Error);
}
