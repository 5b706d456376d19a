using Microsoft.AspNetCore.Components;
using Recover.Core.Cases;
using Recover.Core.Runs;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

public sealed partial class CaseFrame
{
    [Parameter, EditorRequired]
    public RecoveryCase? Case { get; set; }

    [Parameter, EditorRequired]
    public int Number { get; set; }

    [Parameter, EditorRequired]
    public CaseStep Step { get; set; }

    [Parameter, EditorRequired]
    public CaseActivity Activity { get; set; } = CaseActivity.Idle;

    [Parameter, EditorRequired]
    public string Heading { get; set; } = "";

    [Parameter]
    public bool Loaded { get; set; }

    [Parameter]
    public string? Problem { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private string Title
    {
        get
        {
            var title = Words.Fill(SharedTexts.StepOf, (int)Step + 1, Enum.GetValues<CaseStep>().Length, Heading, Case!.HostName);
            return Problem is null ? title : Words.Fill(SharedTexts.ErrorTitle, title);
        }
    }

    private RecoveryRun? Applied => CaseProgress.Written(Case!);

    private bool IsChanging => Activity.Run is { Kind: not RunKind.Rehearsal };

    private string BannerClass => IsChanging || Applied is not null ? "changed" : "looking";

    private string Banner
    {
        get
        {
            if (IsChanging)
            {
                return Words.Fill(SharedTexts.Changing, Case!.HostName);
            }

            if (Applied is { } applied)
            {
                return Words.Fill(SharedTexts.ChangedSince, Words.Moment(applied.StartedAt, Time));
            }

            var undo = Case!.Runs.LastOrDefault(run => run is { Outcome: RunOutcome.Undone or RunOutcome.RolledBack });
            return undo is null
                ? Words.Fill(SharedTexts.LookingOnly, Case.HostName)
                : Words.Fill(SharedTexts.PutBack, Words.Moment(undo.EndedAt, Time), Case.HostName);
        }
    }
}
