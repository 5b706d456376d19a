using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Recover.Core.Cases;
using Recover.Core.Dependencies;
using Recover.Core.Scanning.Mismatches;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

/// <summary>What becomes of records that do not go together with the disk, one by one or all that are shown. Without an answer each stays as it is.</summary>
public sealed partial class RecordDecisions
{
    private const int PageSize = 50;

    private static readonly ImmutableArray<AnswerKind> Kinds = [AnswerKind.Recover, AnswerKind.Remove, AnswerKind.LeaveOut];

    private string _filter = "";
    private int _shown = PageSize;

    [Parameter, EditorRequired]
    public RecoveryCase Case { get; set; } = null!;

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Who and when are filled in by the page.</summary>
    [Parameter, EditorRequired]
    public EventCallback<ImmutableArray<Answer>> Answered { get; set; }

    private ImmutableArray<Mismatch> Records => [.. (Case.Inventory?.Mismatches ?? []).Where(mismatch => !mismatch.IsAskedWithVolume)];

    private ImmutableArray<Mismatch> Matching =>
        [.. Records.Where(record => record.Label.Contains(_filter.Trim(), StringComparison.OrdinalIgnoreCase))];

    /// <summary>The records that are shown, take such an answer, and have another one.</summary>
    private ImmutableArray<Mismatch> Taking(AnswerKind kind) =>
        [.. Matching.Where(record => AnswerRules.Kinds(record).Contains(kind) && DecisionOn(record) != kind)];

    private AnswerKind DecisionOn(Mismatch record) =>
        Case.Answers.LastOrDefault(answer => answer.QuestionId == Answer.RecordQuestion(record))?.Kind ?? AnswerKind.LeaveOut;

    private Task DecideAsync(ImmutableArray<Mismatch> records, AnswerKind kind) =>
        Answered.InvokeAsync([.. records.Select(record => new Answer { QuestionId = Answer.RecordQuestion(record), Kind = kind, By = "", At = default })]);

    private static string Word(AnswerKind kind) => kind switch
    {
        AnswerKind.Recover => QuestionsPageTexts.RecordRebuild,
        AnswerKind.Remove => QuestionsPageTexts.RecordRemove,
        _ => QuestionsPageTexts.RecordLeave,
    };

    private static string Bulk(AnswerKind kind) => kind switch
    {
        AnswerKind.Recover => QuestionsPageTexts.RecordRebuildShown,
        AnswerKind.Remove => QuestionsPageTexts.RecordRemoveShown,
        _ => QuestionsPageTexts.RecordLeaveShown,
    };

    private static string Decision(AnswerKind kind) => kind switch
    {
        AnswerKind.Recover => QuestionsPageTexts.DecisionRecordRebuild,
        AnswerKind.Remove => QuestionsPageTexts.DecisionRecordRemove,
        _ => QuestionsPageTexts.DecisionRecordLeave,
    };
}
