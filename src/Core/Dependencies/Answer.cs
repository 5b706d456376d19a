using Recover.Core.Scanning.Mismatches;

namespace Recover.Core.Dependencies;

/// <summary>One decision and who took it. Immutable.</summary>
public sealed record Answer
{
    private const string Record = "record:";

    /// <summary>
    /// <see cref="MissingObject.Id"/>; <c>volume-choice:</c> or <c>identity:</c> + <c>ScannedVolume.Id</c> for a volume itself or its identity; <c>record:</c> +
    /// <c>Mismatch.Id</c> for a record of the database that does not go together with the disk.
    /// </summary>
    public required string QuestionId { get; init; }

    public required AnswerKind Kind { get; init; }
    public string? ProposalId { get; init; }
    public Definition? Definition { get; init; }
    public string? MapTo { get; init; }

    /// <summary>For <see cref="AnswerKind.LeaveOut"/>: true when whoever was asked did not know, and chose what changes nothing.</summary>
    public bool Unsure { get; init; }

    /// <summary>Who took it: an operator's name, or <c>--accept-proposals</c>.</summary>
    public required string By { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The <see cref="QuestionId"/> of a choice about a volume.</summary>
    public static string VolumeQuestion(string volumeId) => $"volume-choice:{volumeId}";

    /// <summary>The <see cref="QuestionId"/> of a new identity for an instance.</summary>
    public static string IdentityQuestion(string volumeId) => $"identity:{volumeId}";

    /// <summary>The <see cref="QuestionId"/> of what becomes of a record; one of a root volume whose instance can be recovered is asked about with that.</summary>
    public static string RecordQuestion(Mismatch mismatch) =>
        mismatch is { IsAskedWithVolume: true, VolumeId: { } volume } ? VolumeQuestion(volume) : $"{Record}{mismatch.Id}";

    /// <summary>True for answers about records of the database.</summary>
    public static bool IsAboutRecord(string questionId) => questionId.StartsWith(Record, StringComparison.Ordinal);

    /// <summary>True for answers about volumes, which stand whatever else is missing.</summary>
    public static bool IsAboutVolume(string questionId) =>
        questionId.StartsWith(VolumeQuestion(""), StringComparison.Ordinal) || questionId.StartsWith(IdentityQuestion(""), StringComparison.Ordinal);
}
