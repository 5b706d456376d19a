using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Recover.Core.Cases;
using Recover.Core.Dependencies;
using Recover.Core.Scanning;

namespace Recover.Web.Components.Shared;

/// <summary>What comes back and what does not, one by one or all that are shown; and which instances get a new identity.</summary>
public sealed partial class VolumeDecisions
{
    private const int PageSize = 50;

    private string _filter = "";
    private int _shown = PageSize;

    [Parameter, EditorRequired]
    public RecoveryCase Case { get; set; } = null!;

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Who and when are filled in by the page.</summary>
    [Parameter, EditorRequired]
    public EventCallback<ImmutableArray<Answer>> Answered { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<ImmutableArray<string>> Withdrawn { get; set; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private ImmutableArray<ScannedVolume> Volumes =>
        [.. (Case.Inventory?.Volumes ?? []).Where(volume => volume.State is VolumeState.Recoverable or VolumeState.Question && !VolumeQuestions.IsAsked(volume))];

    private ImmutableArray<ScannedVolume> Matching =>
        [.. Volumes.Where(volume => volume.Label.Contains(_filter.Trim(), StringComparison.OrdinalIgnoreCase))];

    private int LeftOutCount => Volumes.Count(IsLeftOut);

    private bool IsLeftOut(ScannedVolume volume) => Has(Answer.VolumeQuestion(volume.Id), AnswerKind.LeaveOut);

    private bool IsRenewed(ScannedVolume volume) => Renewal(volume) is not null;

    private AnswerKind? Renewal(ScannedVolume volume) =>
        Case.Answers.FirstOrDefault(answer => answer.QuestionId == Answer.IdentityQuestion(volume.Id) && AnswerRules.IsRenewal(answer.Kind))?.Kind;

    private Task RenewAsync(ScannedVolume volume, ChangeEventArgs chosen) =>
        Enum.TryParse<AnswerKind>(chosen.Value as string, out var kind) ? Answered.InvokeAsync([New(Answer.IdentityQuestion(volume.Id), kind)]) : Task.CompletedTask;

    private bool Has(string question, AnswerKind kind) => Case.Answers.Any(answer => answer.QuestionId == question && answer.Kind == kind);

    private Task LeaveOutAsync(ImmutableArray<ScannedVolume> volumes) =>
        Answered.InvokeAsync([.. volumes.Where(volume => !IsLeftOut(volume)).Select(volume => New(Answer.VolumeQuestion(volume.Id), AnswerKind.LeaveOut))]);

    private Task BringBackAsync(ImmutableArray<ScannedVolume> volumes) =>
        Withdrawn.InvokeAsync([.. volumes.Where(IsLeftOut).Select(volume => Answer.VolumeQuestion(volume.Id))]);

    private Task TurnIdentityAsync(ScannedVolume volume)
    {
        var question = Answer.IdentityQuestion(volume.Id);
        return IsRenewed(volume) ? Withdrawn.InvokeAsync([question]) : Answered.InvokeAsync([New(question, AnswerKind.Renew)]);
    }

    private static Answer New(string question, AnswerKind kind) => new() { QuestionId = question, Kind = kind, By = "", At = default };
}
