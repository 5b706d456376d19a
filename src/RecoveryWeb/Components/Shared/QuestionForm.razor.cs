using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Recover.Core.Dependencies;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

/// <summary>One question about a missing object; the best proposal is chosen, and nothing is taken before it is saved.</summary>
public sealed partial class QuestionForm
{
    // No proposal has these as id: they are not valid in one.
    private const string EditChoice = "\nedit";
    private const string MapChoice = "\nmap";
    private const string LeaveOutChoice = "\nleave-out";
    private const string UnsureChoice = "\nunsure";

    private DefinitionDraft _draft = new();
    private ImmutableArray<string> _errors = [];
    private string? _choice;
    private string _mapTo = "";

    [Parameter, EditorRequired]
    public MissingObject Question { get; set; } = null!;

    [Parameter]
    public Answer? Answer { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Who and when are filled in by the page.</summary>
    [Parameter, EditorRequired]
    public EventCallback<Answer> Answered { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<string> Withdrawn { get; set; }

    private string TitleId => "q-" + string.Concat(Question.Id.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    private bool CanEdit => Question.Kind is MissingKind.Project or MissingKind.Profile or MissingKind.Network;

    protected override void OnInitialized()
    {
        _choice = Question.Proposals.FirstOrDefault()?.Id;
        _mapTo = Question.Existing.FirstOrDefault() ?? "";
        _draft = DefinitionDraft.Of(
            Question.Kind, Question.Proposals.Select(proposal => proposal.Definition).FirstOrDefault(definition => definition is not null) ?? new Definition());
    }

    private Task SaveAsync()
    {
        _errors = [];
        switch (_choice)
        {
            case null:
                _errors = [QuestionsPageTexts.ChooseFirst];
                return Task.CompletedTask;
            case LeaveOutChoice:
                return SendAsync(New(AnswerKind.LeaveOut));
            case UnsureChoice:
                return SendAsync(New(AnswerKind.LeaveOut) with { Unsure = true });
            case MapChoice:
                return SendAsync(New(AnswerKind.Map) with { MapTo = _mapTo });
            case EditChoice:
                var parsed = _draft.Parse();
                _errors = parsed.Errors;
                return _errors.IsEmpty ? SendAsync(New(AnswerKind.Edit) with { Definition = parsed.Definition }) : Task.CompletedTask;
            default:
                return SendAsync(New(AnswerKind.Accept) with { ProposalId = _choice });
        }
    }

    private Answer New(AnswerKind kind) => new() { QuestionId = Question.Id, Kind = kind, By = "", At = default };

    private Task SendAsync(Answer answer) => Answered.InvokeAsync(answer);
}
