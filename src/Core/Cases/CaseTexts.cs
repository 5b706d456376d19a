using System.Globalization;
using System.Resources;
using Recover.Core.Dependencies;

namespace Recover.Core.Cases;

/// <summary>The words of cases and their logs, from <c>CaseTexts.resx</c>. Thread-safe.</summary>
public static class CaseTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Cases.CaseTexts", typeof(CaseTexts).Assembly);

    /// <summary>The words of a key, filled with the arguments.</summary>
    public static string Get(string key, params object[] arguments) => string.Format(
        CultureInfo.CurrentCulture,
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key),
        arguments);

    /// <summary>An answer in a few words.</summary>
    public static string Answer(Answer answer) => Dependencies.Answer.IsAboutRecord(answer.QuestionId) || answer.Kind == AnswerKind.Remove
        ? Get($"Record.{answer.Kind}")
        : Get($"Answer.{answer.Kind}", answer.MapTo ?? answer.ProposalId ?? "");
}
