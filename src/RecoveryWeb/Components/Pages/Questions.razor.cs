using System.Collections.Immutable;
using Recover.Core.Dependencies;
using Recover.Core.Scanning;
using Recover.Web.Components.Shared;
using Recover.Web.Texts;

namespace Recover.Web.Components.Pages;

public sealed partial class Questions
{
    private ImmutableArray<ScannedVolume> _volumes = [];

    private int OpenCount => CaseProgress.OpenQuestions(Case!);

    private string Open => OpenCount == 0
        ? QuestionsPageTexts.AllAnswered
        : Words.Count(OpenCount, QuestionsPageTexts.OpenOne, QuestionsPageTexts.OpenMany);

    protected override void OnCase() => _volumes = Case is null ? [] : [.. CaseProgress.VolumeQuestions(Case)];

    private bool HasRecordAlone(ScannedVolume volume) =>
        Case!.Inventory!.Mismatches.Any(mismatch => mismatch.IsAskedWithVolume && mismatch.VolumeId == volume.Id);

    private Answer? AnswerTo(string questionId) => Case!.Answers.FirstOrDefault(answer => answer.QuestionId == questionId);

    private Task<bool> AcceptAllAsync() => TryAsync(async by => Case = await Workflow.AcceptProposalsAsync(Number, by, Closed));

    private Task<bool> AnswerAsync(Answer answer) =>
        TryAsync(async by => Case = await Workflow.AnswerAsync(Number, answer with { By = by, At = Time.GetUtcNow() }, Closed));

    private Task<bool> AnswerManyAsync(ImmutableArray<Answer> answers) => TryAsync(async by =>
        Case = await Workflow.AnswerManyAsync(Number, [.. answers.Select(answer => answer with { By = by, At = Time.GetUtcNow() })], Closed));

    private Task<bool> WithdrawManyAsync(ImmutableArray<string> questionIds) =>
        TryAsync(async by => Case = await Workflow.WithdrawAnswersAsync(Number, questionIds, by, Closed));

    private Task<bool> WithdrawAsync(string questionId) => TryAsync(async by => Case = await Workflow.WithdrawAnswerAsync(Number, questionId, by, Closed));
}
