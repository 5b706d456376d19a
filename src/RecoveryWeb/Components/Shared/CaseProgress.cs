using Recover.Core.Cases;
using Recover.Core.Runs;

namespace Recover.Web.Components.Shared;

/// <summary>How far a case is, told from what it holds.</summary>
internal static class CaseProgress
{
    /// <summary>True when the step has what it needs to be shown.</summary>
    public static bool IsReachable(RecoveryCase recoveryCase, CaseStep step) => step switch
    {
        CaseStep.Situation or CaseStep.Host => true,
        CaseStep.Storage => recoveryCase.Host is not null,
        CaseStep.Scan => recoveryCase.Chosen.Length > 0,
        CaseStep.Questions or CaseStep.Plan => recoveryCase.Inventory is not null,
        CaseStep.Recover => recoveryCase.Plan is not null || recoveryCase.Runs.Length > 0,
        CaseStep.Finished => recoveryCase.Runs.Any(run => run is { Kind: RunKind.Apply, Outcome: RunOutcome.Applied }),
        _ => false,
    };

    /// <summary>True when the step left its result in the case.</summary>
    public static bool IsDone(RecoveryCase recoveryCase, CaseStep step) => step switch
    {
        CaseStep.Situation => true,
        CaseStep.Host => recoveryCase.Host is not null,
        CaseStep.Storage => recoveryCase.Chosen.Length > 0,
        CaseStep.Scan => recoveryCase.Inventory is not null,
        CaseStep.Questions => recoveryCase.Inventory is not null && OpenQuestions(recoveryCase) == 0,
        CaseStep.Plan => recoveryCase.Plan is not null,
        CaseStep.Recover => Applied(recoveryCase) is not null,
        CaseStep.Finished => recoveryCase.ClosedAt is not null,
        _ => false,
    };

    /// <summary>Questions about missing objects and volumes without an answer.</summary>
    public static int OpenQuestions(RecoveryCase recoveryCase)
    {
        var answered = recoveryCase.Answers.Select(answer => answer.QuestionId).ToHashSet(StringComparer.Ordinal);
        return recoveryCase.Questions.Count(question => !answered.Contains(question.Id))
            + VolumeQuestions(recoveryCase).Count(volume => !answered.Contains(Core.Dependencies.Answer.VolumeQuestion(volume.Id)));
    }

    /// <summary>Volumes that come back only after a person said so.</summary>
    public static IEnumerable<Core.Scanning.ScannedVolume> VolumeQuestions(RecoveryCase recoveryCase) =>
        recoveryCase.Inventory is null ? [] : Core.Dependencies.VolumeQuestions.Of(recoveryCase.Inventory);

    /// <summary>The newest run that applied a plan and was not undone; null when none is in.</summary>
    public static RecoveryRun? Applied(RecoveryCase recoveryCase) => Written(recoveryCase, run => run.Kind == RunKind.Apply);

    /// <summary>The newest run that wrote and was not undone; null when the host is as it was.</summary>
    public static RecoveryRun? Written(RecoveryCase recoveryCase) => Written(recoveryCase, run => run.Kind is RunKind.Apply or RunKind.Restore);

    private static RecoveryRun? Written(RecoveryCase recoveryCase, Func<RecoveryRun, bool> isWanted)
    {
        var undone = recoveryCase.Runs.Where(run => run is { Kind: RunKind.Undo, Outcome: RunOutcome.Undone }).Select(run => run.Undoes).ToHashSet();
        return recoveryCase.Runs.LastOrDefault(run =>
            isWanted(run) && run.Outcome is RunOutcome.Applied or RunOutcome.Failed or RunOutcome.Interrupted && !undone.Contains(run.Run));
    }
}
