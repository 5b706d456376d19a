using System.Collections.Immutable;
using System.CommandLine;
using Recover.Core.Cases;
using Recover.Core.Dependencies;
using Recover.Core.Scanning;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>--recover</c> of the plan: a doubtful volume comes back in spite of what was found.</summary>
internal sealed class RecoverArgument
{
    private const string By = "--recover";
    private readonly Option<string[]> _recover = new(By) { Description = CliTexts.Recover, HelpName = "PROJECT/NAME" };

    public void AddTo(Command command) => command.Options.Add(_recover);

    /// <summary>The answers to the questions about the volumes that were named.</summary>
    /// <exception cref="VerbRefusedException">Nothing is asked about one of them, or it can't be said which is meant.</exception>
    public ImmutableArray<Answer> Answers(ParseResult parsed, ScanResult seen, DateTimeOffset at)
    {
        var answers = ImmutableArray<Answer>.Empty;
        foreach (var name in (parsed.GetValue(_recover) ?? []).Distinct(StringComparer.Ordinal))
        {
            var answer = new Answer { QuestionId = Answer.VolumeQuestion(Named(seen.Inventory, name).Id), Kind = AnswerKind.Recover, By = By, At = at };
            answers = AnswerRules.Problem(seen.Inventory, seen.Questions, answers, answer) is { } problem
                ? throw new VerbRefusedException($"{name}: {problem}")
                : answers.Add(answer);
        }

        return answers;
    }

    private static ScannedVolume Named(Inventory inventory, string name) =>
        VolumeQuestions.Of(inventory).Where(volume => volume.Label == name || volume.Id == name).ToArray() switch
        {
            [var only] => only,
            [] => throw new VerbRefusedException(Words.Fill(CliTexts.RecoverNotAsked, name)),
            var several => throw new VerbRefusedException(Words.Fill(CliTexts.RecoverWhich, name, string.Join(", ", several.Select(volume => volume.Id)))),
        };
}
