using Microsoft.AspNetCore.Components;
using Recover.Core.Cases;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

public sealed partial class StepsNav
{
    [Parameter, EditorRequired]
    public RecoveryCase Case { get; set; } = null!;

    [Parameter, EditorRequired]
    public CaseStep Step { get; set; }

    [Parameter, EditorRequired]
    public CaseActivity Activity { get; set; } = CaseActivity.Idle;

    private static string Name(CaseStep step) => StepTexts.ResourceManager.GetString(step.ToString())!;

    private bool IsRunning(CaseStep step) =>
        (step == CaseStep.Scan && Activity.Scan is not null) || (step == CaseStep.Recover && Activity.Run is not null);

    private string Class(CaseStep step)
    {
        if (step == Step)
        {
            return "here";
        }

        return CaseProgress.IsDone(Case, step) ? "done" : "open";
    }

    private string Status(CaseStep step)
    {
        if (IsRunning(step))
        {
            return SharedTexts.StatusRunning;
        }

        if (step == Step)
        {
            return SharedTexts.StatusHere;
        }

        if (CaseProgress.IsDone(Case, step))
        {
            return SharedTexts.StatusDone;
        }

        return CaseProgress.IsReachable(Case, step) ? SharedTexts.StatusNext : SharedTexts.StatusNotYet;
    }
}
