using Recover.Core.Dependencies;

namespace Recover.Core.Plans;

/// <summary>A question with what was answered.</summary>
/// <param name="Question">The missing object.</param>
/// <param name="Answer">Null while it is open.</param>
internal sealed record Decision(MissingObject Question, Answer? Answer)
{
    private Proposal? Accepted =>
        Answer is { Kind: AnswerKind.Accept } ? Question.Proposals.FirstOrDefault(proposal => proposal.Id == Answer.ProposalId) : null;

    /// <summary>What is to be created; null when nothing is.</summary>
    public Definition? Definition => Answer?.Kind == AnswerKind.Edit
        ? Answer.Definition
        : Accepted is { Source: not ProposalSource.Database } accepted ? accepted.Definition : null;

    /// <summary>The existing object that stands in; null when none does.</summary>
    public string? MapTo => Answer is { Kind: AnswerKind.Map } ? Answer.MapTo : null;

    /// <summary>True when the accepted definition was worked out, and no source says it.</summary>
    public bool IsDeduced => Accepted?.Source == ProposalSource.Deduced;

    /// <summary>True when devices that need the object are left out.</summary>
    public bool DropsDevice => Accepted?.Source == ProposalSource.DropDevice;

    /// <summary>True when instances that need the object are left out, by answer.</summary>
    public bool LeavesOut => Answer?.Kind == AnswerKind.LeaveOut;

    /// <summary>True when nothing usable was answered; what is optional stays as it is without an answer.</summary>
    public bool IsOpen =>
        !(Question.IsOptional && Answer is null)
        && !LeavesOut
        && !DropsDevice
        && Definition is null
        && MapTo is null
        && Accepted?.Source is not (ProposalSource.KeepDevice or ProposalSource.Database);

    /// <summary>What each source says of the object, the accepted one first.</summary>
    public IReadOnlyCollection<Proposal> Sources => [.. Question.Proposals.OrderBy(proposal => proposal != Accepted)];

    /// <summary>Where a definition comes from, in words.</summary>
    public string From => Accepted?.Detail ?? PlanTexts.FromAnswer(Answer?.By ?? "");
}
