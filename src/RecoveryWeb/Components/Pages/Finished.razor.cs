using Recover.Core.Cases;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Web.Components.Shared;
using Recover.Web.Texts;

namespace Recover.Web.Components.Pages;

public sealed partial class Finished
{
    private bool _understood;

    private RecoveryRun? Applied => CaseProgress.Applied(Case!) is { Outcome: RunOutcome.Applied } run ? run : null;

    private bool Undone => Case!.Runs.Any(run => run.Outcome == RunOutcome.Undone);

    private IEnumerable<PlannedInstance> Startable => Case!.Plan?.Create.Instances.Where(instance => !instance.Running) ?? [];

    private string Verdict
    {
        get
        {
            var back = Case!.Plan?.Create.Instances.Length ?? 0;
            var missing = Case.Plan?.NotRecovered.Count(item => item.Kind == "instance") ?? 0;
            return Words.Fill(FinishedPageTexts.AllBack, back, Words.Instances(back + missing));
        }
    }

    private Task<bool> CloseAsync() => TryAsync(async by => Case = await Workflow.CloseAsync(Number, by, Closed));

    private async Task StartAsync(PlannedInstance instance)
    {
        if (await TryAsync(by => Workflow.StartInstanceAsync(Number, instance.Project, instance.Name, RequestId, by, Closed)))
        {
            await ReloadAsync();
            RenewRequest();
        }
    }

    private async Task UndoAsync(RecoveryRun run)
    {
        if (await TryAsync(by => Workflow.StartUndoAsync(Number, run.Run, RequestId, by, Closed)))
        {
            GoTo(CaseStep.Recover);
        }
    }
}
