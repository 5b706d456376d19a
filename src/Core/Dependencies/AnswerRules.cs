using System.Collections.Immutable;
using Recover.Core.Databases;
using Recover.Core.Scanning;
using Recover.Core.Scanning.Mismatches;

namespace Recover.Core.Dependencies;

/// <summary>Which answers are possible to which question; the same for pages, verbs and the workflow. Pure and thread-safe.</summary>
public static class AnswerRules
{
    /// <summary>Longest name of a bridge, as Linux has it for interfaces, in characters.</summary>
    internal const int LongestBridge = 15;

    private static readonly ImmutableArray<string> NetworkTypes = ["bridge", "macvlan", "sriov", "ovn", "physical"];

    /// <summary>The kinds of answers that a question takes.</summary>
    public static ImmutableArray<AnswerKind> Kinds(MissingObject question)
    {
        var kinds = ImmutableArray.CreateBuilder<AnswerKind>();
        if (question.Proposals.Length > 0)
        {
            kinds.Add(AnswerKind.Accept);
        }

        if (question.Kind is MissingKind.Project or MissingKind.Profile or MissingKind.Network)
        {
            kinds.Add(AnswerKind.Edit);
        }

        // A project is part of the names on the disk, so that no other can stand in.
        if (question.Kind != MissingKind.Project && question.Existing.Length > 0)
        {
            kinds.Add(AnswerKind.Map);
        }

        kinds.Add(AnswerKind.LeaveOut);
        return kinds.ToImmutable();
    }

    /// <summary>The kinds of answers that a record takes which does not go together with the disk; the first is what counts without an answer.</summary>
    public static ImmutableArray<AnswerKind> Kinds(Mismatch mismatch) =>
    [
        AnswerKind.LeaveOut,
        .. mismatch.CanRebuild ? [AnswerKind.Recover] : (AnswerKind[])[],
        .. mismatch.CanRemove ? [AnswerKind.Remove] : (AnswerKind[])[],
    ];

    /// <summary>True for answers that give an instance a new identity or a part of one.</summary>
    public static bool IsRenewal(AnswerKind kind) => kind is AnswerKind.Renew or AnswerKind.RenewUuid or AnswerKind.RenewAddresses;

    /// <summary>What is wrong with an answer, in plain words; null when it can be taken.</summary>
    /// <param name="inventory">The analysed inventory.</param>
    /// <param name="questions">Its questions.</param>
    /// <param name="answers">What was answered before; an earlier answer to the same question does not count.</param>
    /// <param name="answer">The answer.</param>
    public static string? Problem(
        Inventory inventory, ImmutableArray<MissingObject> questions, ImmutableArray<Answer> answers, Answer answer)
    {
        if (questions.FirstOrDefault(question => question.Id == answer.QuestionId) is { } question)
        {
            return Problem(question, answer);
        }

        if (inventory.Mismatches.FirstOrDefault(mismatch => Answer.RecordQuestion(mismatch) == answer.QuestionId) is { } mismatch
            && (!mismatch.IsAskedWithVolume || answer.Kind == AnswerKind.Remove))
        {
            return Kinds(mismatch).Contains(answer.Kind) ? null : DependencyTexts.KindUnfit;
        }

        if (inventory.Volumes.FirstOrDefault(volume => Answer.IdentityQuestion(volume.Id) == answer.QuestionId) is { } owner)
        {
            var fits = owner.IsInstance && owner.State is not (VolumeState.Known or VolumeState.Broken) && IsRenewal(answer.Kind);
            return !fits ? DependencyTexts.KindUnfit : owner.Running ? DependencyTexts.RunsUnderItsIdentity : null;
        }

        return inventory.Volumes.FirstOrDefault(volume => Answer.VolumeQuestion(volume.Id) == answer.QuestionId) is { } volume
            ? Problem(inventory, answers, volume, answer)
            : DependencyTexts.NoSuchQuestion(answer.QuestionId);
    }

    private static string? Problem(MissingObject question, Answer answer)
    {
        if (!Kinds(question).Contains(answer.Kind))
        {
            return DependencyTexts.KindUnfit;
        }

        return answer.Kind switch
        {
            AnswerKind.Accept when question.Proposals.All(proposal => proposal.Id != answer.ProposalId) => DependencyTexts.NoSuchProposal,
            AnswerKind.Map when answer.MapTo is null || !question.Existing.Contains(answer.MapTo) => DependencyTexts.NoSuchObject(answer.MapTo ?? ""),
            AnswerKind.Edit => Problem(question, answer.Definition),
            _ => null,
        };
    }

    private static string? Problem(MissingObject question, Definition? definition)
    {
        var kind = question.Kind;
        if (definition is null)
        {
            return DependencyTexts.DefinitionNeeded;
        }

        if (kind == MissingKind.Network && (definition.Type is null || !NetworkTypes.Contains(definition.Type)))
        {
            return DependencyTexts.NetworkTypeUnknown(string.Join(", ", NetworkTypes));
        }

        if (kind == MissingKind.Network && definition.Type == "bridge" && question.Name.Length > LongestBridge)
        {
            return DependencyTexts.BridgeNameTooLong(LongestBridge);
        }

        if (kind != MissingKind.Profile && !definition.Devices.IsEmpty)
        {
            return DependencyTexts.DevicesUnfit;
        }

        if (definition.Config.Keys.Concat(definition.Devices.Keys).Any(string.IsNullOrWhiteSpace))
        {
            return DependencyTexts.NameNeeded;
        }

        return definition.Devices.FirstOrDefault(device => IncusCodes.Device(device.Value.GetValueOrDefault("type") ?? "") is null) is { Key: { } name }
            ? DependencyTexts.DeviceTypeNeeded(name)
            : null;
    }

    private static string? Problem(Inventory inventory, ImmutableArray<Answer> answers, ScannedVolume volume, Answer answer)
    {
        if (volume.State is VolumeState.Known or VolumeState.Broken || answer.Kind is not (AnswerKind.Recover or AnswerKind.LeaveOut))
        {
            return DependencyTexts.KindUnfit;
        }

        if (answer.Kind == AnswerKind.LeaveOut)
        {
            return null;
        }

        if (!VolumeQuestions.IsAsked(volume))
        {
            return DependencyTexts.KindUnfit;
        }

        var leftOut = answers.Where(other => other.Kind == AnswerKind.LeaveOut).Select(other => other.QuestionId).ToHashSet(StringComparer.Ordinal);
        var recovered = answers.Where(other => other.Kind == AnswerKind.Recover).Select(other => other.QuestionId).ToHashSet(StringComparer.Ordinal);
        var twin = inventory.Volumes.FirstOrDefault(other =>
            other.Id != volume.Id
            && other.IsInstance && volume.IsInstance
            && other.Label == volume.Label
            && (recovered.Contains(Answer.VolumeQuestion(other.Id))
                || (other.State == VolumeState.Recoverable && !leftOut.Contains(Answer.VolumeQuestion(other.Id)))));
        return twin is null ? null : DependencyTexts.OtherCopyChosen(twin.Pool);
    }
}
