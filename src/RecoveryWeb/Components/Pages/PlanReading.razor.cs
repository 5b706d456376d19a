namespace Recover.Web.Components.Pages;

public sealed partial class PlanReading
{
    // Making a plan only reads, and a page called "Read the plan" without one helps nobody.
    protected override Task OnOpenedAsync() =>
        Case is { Plan: null, Inventory: not null, ClosedAt: null } && !Activity.Busy ? BuildAsync() : Task.CompletedTask;

    private Task<bool> BuildAsync() => TryAsync(async _ => Case = await Workflow.BuildPlanAsync(Number, Closed));
}
