using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Recover.Core.Cases;
using Recover.Core.Runs;
using Recover.Web.Components.Shared;
using Recover.Web.Texts;
using HostOptions = Recover.Core.Hosts.HostOptions;

namespace Recover.Web.Components.Pages;

public sealed partial class Start
{
    private ImmutableArray<CaseSummary> _cases = [];
    private bool _working;
    private string? _problem;

    [Inject]
    public required ICaseWorkflow Workflow { get; init; }

    [Inject]
    public required HostOptions Host { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    private bool IsSample => Host.IsSample;

    private ImmutableArray<CaseSituation> Situations => IsSample
        ? [CaseSituation.Practice]
        : [CaseSituation.DatabaseLost, CaseSituation.PoolMissing, CaseSituation.DisksMoved];

    protected override async Task OnInitializedAsync() => _cases = await Workflow.ListAsync(CancellationToken.None);

    private static string Title(CaseSituation situation) => StartPageTexts.ResourceManager.GetString(situation.ToString())!;

    private static string Hint(CaseSituation situation) => StartPageTexts.ResourceManager.GetString($"{situation}Hint")!;

    private static bool IsInterrupted(CaseSummary item) => item is { ClosedAt: null, LastRun.Outcome: RunOutcome.Interrupted };

    private static CaseStep Resume(CaseSummary item) => IsInterrupted(item) ? CaseStep.Recover
        : item.Step == CaseStep.Situation ? CaseStep.Host
        : item.Step;

    private static string Continue(CaseSummary item) =>
        Words.Fill(item.ClosedAt is null ? StartPageTexts.CasesContinue : StartPageTexts.CasesRead, item.Reference);

    private string Reached(CaseSummary item) => item.ClosedAt is null
        ? StepTexts.ResourceManager.GetString(item.Step.ToString())!
        : Words.Fill(StartPageTexts.CasesClosed, Words.Moment(item.ClosedAt, Time));

    private async Task OpenAsync(CaseSituation situation)
    {
        _working = true;
        _problem = null;
        try
        {
            var by = Authentication is null ? null : (await Authentication).User.Identity?.Name;
            var opened = await Workflow.OpenAsync(situation, by ?? Environment.UserName, CancellationToken.None);
            Navigation.NavigateTo(CaseUrl.Step(opened.Number, CaseStep.Host));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Such as a full disk: the operator must be told here.
            _problem = Words.Fill(SharedTexts.Unexpected, error.Message);
            _working = false;
        }
    }
}
