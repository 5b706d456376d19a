namespace Recover.Core.Dependencies;

/// <summary>One decision and who took it. Immutable.</summary>
public sealed record Answer
{
    /// <summary>
    /// <see cref="MissingObject.Id"/>; or <c>volume-choice:</c> or <c>identity:</c> + <c>ScannedVolume.Id</c> for a volume itself or its identity.
    /// </summary>
    public required string QuestionId { get; init; }

    public required AnswerKind Kind { get; init; }
    public string? ProposalId { get; init; }
    public Definition? Definition { get; init; }
    public string? MapTo { get; init; }

    /// <summary>Who took it: an operator's name, or <c>--accept-proposals</c>.</summary>
    public required string By { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The <see cref="QuestionId"/> of a choice about a volume.</summary>
    public static string VolumeQuestion(string volumeId) => $"volume-choice:{volumeId}";

    /// <summary>The <see cref="QuestionId"/> of a new identity for an instance.</summary>
    public static string IdentityQuestion(string volumeId) => $"identity:{volumeId}";

    /// <summary>True for answers about volumes, which stand whatever else is missing.</summary>
    public static bool IsAboutVolume(string questionId) =>
        questionId.StartsWith(VolumeQuestion(""), StringComparison.Ordinal) || questionId.StartsWith(IdentityQuestion(""), StringComparison.Ordinal);
}
