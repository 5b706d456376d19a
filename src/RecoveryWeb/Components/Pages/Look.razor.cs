using Recover.Core.Scanning;
using Recover.Web.Components.Shared;

namespace Recover.Web.Components.Pages;

public sealed partial class Look
{
    private bool HasSomething => Case?.Inventory?.Volumes.Any(volume => volume.State != VolumeState.Known) == true || HasQuestions;

    private bool HasQuestions => Case is not null && (Case.Questions.Length > 0 || CaseProgress.VolumeQuestions(Case).Any() || Case.Inventory?.Mismatches.IsEmpty == false);

    private Task<bool> StartAsync() => TryAsync(async _ =>
    {
        await Workflow.StartScanAsync(Number, Closed);
        await ReloadAsync();
    });

    private Task<bool> StopAsync() => TryAsync(async _ => await Workflow.StopScanAsync(Number, Closed));
}
