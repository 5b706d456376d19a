using System.Collections.Immutable;
using Recover.Core.Scanning;

namespace Recover.Core.Dependencies;

/// <summary>What <c>--accept-proposals</c> and "accept all" answer. Pure and thread-safe.</summary>
public static class BestAnswers
{
    /// <summary>
    /// Answers to everything that is still open: the best proposal of each question, leaving out where there is none; volumes whose file only names
    /// another pool are recovered, other doubtful ones left out. Halves of records that can be made anew are, and no record is ever removed.
    /// </summary>
    /// <param name="inventory">The analysed inventory.</param>
    /// <param name="questions">Its questions.</param>
    /// <param name="answers">What was answered already; stays as it is and is not repeated in the result.</param>
    /// <param name="by">Who takes the decisions.</param>
    /// <param name="at">When, UTC.</param>
    public static ImmutableArray<Answer> For(
        Inventory inventory, ImmutableArray<MissingObject> questions, ImmutableArray<Answer> answers, string by, DateTimeOffset at)
    {
        var answered = answers.Select(answer => answer.QuestionId).ToHashSet(StringComparer.Ordinal);
        var objects = questions.Select(question => question.Proposals is [var best, ..]
            ? new Answer { QuestionId = question.Id, Kind = AnswerKind.Accept, ProposalId = best.Id, By = by, At = at }
            : new Answer { QuestionId = question.Id, Kind = AnswerKind.LeaveOut, By = by, At = at });
        var volumes = VolumeQuestions.Of(inventory).Select(volume => new Answer
        {
            QuestionId = Answer.VolumeQuestion(volume.Id),
            Kind = VolumeQuestions.IsLikelyRight(volume) ? AnswerKind.Recover : AnswerKind.LeaveOut,
            By = by,
            At = at,
        });
        // A half that is missing is made anew; nothing is ever removed that a person did not say.
        var records = inventory.Mismatches.Where(mismatch => !mismatch.IsAskedWithVolume).Select(mismatch => new Answer
        {
            QuestionId = Answer.RecordQuestion(mismatch),
            Kind = mismatch.CanRebuild ? AnswerKind.Recover : AnswerKind.LeaveOut,
            By = by,
            At = at,
        });
        return [.. objects.Concat(volumes).Concat(records).Where(answer => !answered.Contains(answer.QuestionId))];
    }
}
