using Recover.Core.Runs;
using Recover.Web.Components.Shared;
using Recover.Web.Texts;

namespace Recover.Web.Components.Pages;

public sealed partial class Change
{
    private string _typed = "";
    private bool _wrongHost;

    private RecoveryRun? Last => Case?.Runs.LastOrDefault();

    private bool MayApply => Case is { ClosedAt: null, Plan.HasChanges: true } && CaseProgress.Applied(Case) is null;

    // What is under way is known before the case was loaded.
    private string Heading => Activity.Run is { } run && Case is { } current
        ? Words.Fill(RecoverPageTexts.ResourceManager.GetString($"RunTitle{run.Kind}")!, current.HostName)
        : StepTexts.Recover;

    private async Task ApplyAsync()
    {
        _wrongHost = _typed.Trim() != Case!.HostName;
        if (!_wrongHost)
        {
            await StartAsync(by => Workflow.StartApplyAsync(Number, Case.Plan!.Id, _typed.Trim(), RequestId, by, Closed));
        }
    }

    private Task<bool> FinishAsync(RecoveryRun run) => StartAsync(by => Workflow.StartResumeAsync(Number, run.Run, RequestId, by, Closed));

    private Task<bool> UndoAsync(RecoveryRun run) => StartAsync(by => Workflow.StartUndoAsync(Number, run.Run, RequestId, by, Closed));

    private Task<bool> StartAsync(Func<string, Task> start) => TryAsync(async by =>
    {
        await start(by);
        await ReloadAsync();
    });
}
