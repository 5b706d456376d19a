using System.Collections.Immutable;
using System.CommandLine;
using Recover.Core.Dependencies;
using Recover.Core.Scanning;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>--remove-record</c> and <c>--rebuild-record</c> of the plan: what becomes of records that do not go together with the disk.</summary>
internal sealed class RecordArguments
{
    private readonly Option<string[]> _remove = new("--remove-record") { Description = CliTexts.RemoveRecord, HelpName = "ID" };
    private readonly Option<string[]> _rebuild = new("--rebuild-record") { Description = CliTexts.RebuildRecord, HelpName = "ID" };

    public void AddTo(Command command)
    {
        command.Options.Add(_remove);
        command.Options.Add(_rebuild);
    }

    /// <summary>The answers about the records that were named.</summary>
    /// <exception cref="VerbRefusedException">There is no such record, or it can't be done with it.</exception>
    public ImmutableArray<Answer> Answers(ParseResult parsed, Inventory inventory, DateTimeOffset at) =>
    [
        .. Answers(parsed.GetValue(_remove), AnswerKind.Remove, _remove.Name, inventory, at),
        .. Answers(parsed.GetValue(_rebuild), AnswerKind.Recover, _rebuild.Name, inventory, at),
    ];

    private static IEnumerable<Answer> Answers(string[]? ids, AnswerKind kind, string by, Inventory inventory, DateTimeOffset at)
    {
        foreach (var id in (ids ?? []).Distinct(StringComparer.Ordinal))
        {
            var mismatch = inventory.Mismatches.FirstOrDefault(mismatch => mismatch.Id == id) ?? throw new VerbRefusedException(Words.Fill(CliTexts.NoSuchRecord, id));
            var answer = new Answer { QuestionId = Answer.RecordQuestion(mismatch), Kind = kind, By = by, At = at };
            yield return AnswerRules.Problem(inventory, [], [], answer) is { } problem ? throw new VerbRefusedException($"{id}: {problem}") : answer;
        }
    }
}
