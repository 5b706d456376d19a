using Recover.Core.Dependencies;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

/// <summary>Words for questions and answers.</summary>
internal static class QuestionWords
{
    private const int NamesShown = 3;

    public static string Title(MissingObject question)
    {
        var form = question.Kind == MissingKind.Network && question.Project is not "default" and not ""
            ? QuestionsPageTexts.KindNetworkIn
            : QuestionsPageTexts.ResourceManager.GetString($"Kind{question.Kind}")!;
        return Words.Fill(form, question.Name, question.Project);
    }

    public static string Reason(MissingObject question)
    {
        var needed = question.NeededBy.Length <= NamesShown ? string.Join(", ", question.NeededBy) : Words.Instances(question.NeededBy.Length);
        return Words.Fill(question.Differs ? QuestionsPageTexts.Differs : QuestionsPageTexts.Missing, needed);
    }

    public static string Proposal(ProposalSource source) => QuestionsPageTexts.ResourceManager.GetString($"Proposal{source}")!;

    public static string Answer(MissingObject question, Answer answer) => answer.Kind switch
    {
        AnswerKind.Accept => Accepted(question, answer),
        AnswerKind.Edit => QuestionsPageTexts.AnswerEdit,
        AnswerKind.Map => Words.Fill(QuestionsPageTexts.AnswerMap, answer.MapTo),
        AnswerKind.Recover => QuestionsPageTexts.AnswerRecover,
        AnswerKind.Renew => QuestionsPageTexts.AnswerRenew,
        AnswerKind.RenewUuid => QuestionsPageTexts.AnswerRenewUuid,
        AnswerKind.RenewAddresses => QuestionsPageTexts.AnswerRenewAddresses,
        _ when answer.Unsure => QuestionsPageTexts.Unsure,
        _ => QuestionsPageTexts.AnswerLeaveOut,
    };

    private static string Accepted(MissingObject question, Answer answer)
    {
        var proposal = question.Proposals.FirstOrDefault(one => one.Id == answer.ProposalId);
        return proposal is null ? answer.ProposalId ?? "" : Proposal(proposal.Source);
    }
}
