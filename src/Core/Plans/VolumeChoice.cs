using System.Collections.Immutable;
using Recover.Core.Dependencies;
using Recover.Core.Findings;
using Recover.Core.Scanning;
using Recover.Core.Storage;

namespace Recover.Core.Plans;

/// <summary>Decides which scanned volumes go into the plan, and says of each other why not.</summary>
internal sealed class VolumeChoice(PlanWorld world, Decisions decisions, PlanDraft draft)
{
    private readonly HashSet<string> _instances =
        [.. world.Contents.Instances.Select(instance => $"{instance.Project}/{instance.Name}")];

    private readonly HashSet<string> _volumes =
        [.. world.Contents.Volumes.Where(volume => volume.Type == VolumeType.Custom).Select(volume => $"{volume.Pool}/{volume.Project}/{volume.Name}")];

    private readonly HashSet<string> _buckets = [.. world.Contents.Buckets.Select(bucket => bucket.Name)];

    /// <summary>The volumes that come back, by label.</summary>
    public ImmutableArray<ScannedVolume> From(ImmutableArray<ScannedVolume> volumes) =>
    [
        .. volumes
            .Where(volume => volume.State != VolumeState.Known)
            .OrderBy(volume => volume.Label, StringComparer.Ordinal)
            .ThenBy(volume => volume.Id, StringComparer.Ordinal)
            .Where(IsChosen),
    ];

    private bool IsChosen(ScannedVolume volume)
    {
        var answer = decisions.About(volume);
        if (answer?.Kind == AnswerKind.LeaveOut)
        {
            draft.LeaveOut(volume, PlanTexts.LeftOut(answer.By, answer.Unsure), PlanTexts.LeftOutNext);
            return false;
        }

        if (volume.State == VolumeState.Broken)
        {
            draft.LeaveOut(volume, Worst(volume) ?? Finding.Of(FindingCode.VolumeUnreadable));
            return false;
        }

        return AreNeedsMet(volume) && IsConfirmed(volume, answer) && IsNameFree(volume);
    }

    private bool AreNeedsMet(ScannedVolume volume)
    {
        foreach (var decision in Needs(volume))
        {
            var need = PlanTexts.Need(decision.Question.Kind, decision.Question.Name);
            if (decision.LeavesOut)
            {
                draft.LeaveOut(volume, PlanTexts.NeedLeftOut(need, decision.Answer!.By, decision.Answer.Unsure), PlanTexts.LeftOutNext);
                return false;
            }

            if (decision.IsOpen)
            {
                draft.LeaveOut(volume, PlanTexts.NeedOpen(need), PlanTexts.NeedOpenNext);
                return false;
            }
        }

        if (!world.HasProject(volume.Stored.Project))
        {
            draft.LeaveOut(volume, Finding.Of(FindingCode.ProjectMissing, volume.Stored.Project));
            return false;
        }

        return true;
    }

    private IEnumerable<Decision> Needs(ScannedVolume volume) => volume.IsInstance
        ? decisions.NeededBy(volume.Label)
        : decisions.Of(MissingKind.Project).Where(decision => decision.Question.Name == volume.Stored.Project);

    /// <summary>A question about the volume itself, not about what it needs, wants an answer of its own.</summary>
    private bool IsConfirmed(ScannedVolume volume, Answer? answer)
    {
        if (volume.State != VolumeState.Question || answer?.Kind == AnswerKind.Recover)
        {
            return true;
        }

        var isAsked = VolumeQuestions.IsAsked(volume);
        if (!isAsked && Needs(volume).Any())
        {
            return true;
        }

        var asked = volume.Findings.LastOrDefault(finding => isAsked && VolumeQuestions.IsReason(finding));
        draft.LeaveOut(volume, asked?.Message ?? PlanTexts.NeedOpen(volume.Label), asked?.Remedy ?? PlanTexts.NeedOpenNext);
        return false;
    }

    private bool IsNameFree(ScannedVolume volume)
    {
        if (!volume.IsInstance)
        {
            return IsVolumeNameFree(volume);
        }

        if (_instances.Add(volume.Label))
        {
            return true;
        }

        var pool = world.PoolOf(volume.Stored.Project, volume.Stored.Name) ?? volume.Pool;
        draft.LeaveOut(volume, Finding.Of(FindingCode.InstanceAlreadyRecorded, pool));
        return false;
    }

    /// <summary>A volume and an ISO image of one name share a record's key, and so do buckets of one name over all pools and projects.</summary>
    private bool IsVolumeNameFree(ScannedVolume volume)
    {
        var isFree = volume.Stored.Type == VolumeType.Bucket
            ? _buckets.Add(volume.Stored.Name)
            : _volumes.Add($"{volume.Pool}/{volume.Label}");
        if (!isFree)
        {
            draft.LeaveOut(volume, Finding.Of(FindingCode.VolumeNameTaken, volume.Stored.Name));
        }

        return isFree;
    }

    private static Finding? Worst(ScannedVolume volume) => volume.Findings.OrderByDescending(finding => finding.Severity).FirstOrDefault();
}
