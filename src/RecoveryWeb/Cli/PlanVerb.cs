using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Recover.Core.Cases;
using Recover.Core.Dependencies;
using Recover.Core.Json;
using Recover.Core.Plans;
using Recover.Core.Scanning;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover plan -o FILE</c>: looks, answers with proposals when asked to, and writes the plan.</summary>
internal sealed class PlanVerb(VerbContext context)
{
    private readonly LookArguments _look = new();
    private readonly RecoverArgument _recover = new();
    private readonly RecordArguments _records = new();
    private readonly Option<string> _output = new("--output", "-o") { Description = CliTexts.Output, HelpName = "FILE", Required = true };
    private readonly Option<bool> _accept = new("--accept-proposals") { Description = CliTexts.AcceptProposals };

    private readonly IReadOnlyList<(Option<string[]> Option, AnswerKind Kind)> _renewals =
    [
        (new("--new-identity") { Description = CliTexts.NewIdentity, HelpName = "PROJECT/NAME" }, AnswerKind.Renew),
        (new("--new-uuid") { Description = CliTexts.NewUuid, HelpName = "PROJECT/NAME" }, AnswerKind.RenewUuid),
        (new("--new-addresses") { Description = CliTexts.NewAddresses, HelpName = "PROJECT/NAME" }, AnswerKind.RenewAddresses),
    ];

    public Command Command
    {
        get
        {
            var command = new Command("plan", CliTexts.PlanDescription) { _output, _accept };
            foreach (var (option, _) in _renewals)
            {
                command.Options.Add(option);
            }

            _look.AddTo(command);
            _recover.AddTo(command);
            _records.AddTo(command);
            command.SetAction(PlanAsync);
            return command;
        }
    }

    private static IEnumerable<Answer> Renewals(Inventory inventory, Option<string[]> option, AnswerKind kind, string[] labels, DateTimeOffset at)
    {
        foreach (var label in labels.Distinct(StringComparer.Ordinal))
        {
            var volumes = inventory.Volumes.Where(volume => volume.Label == label).ToArray();
            foreach (var volume in volumes.Length > 0 ? volumes : throw new VerbRefusedException(Words.Fill(CliTexts.NoSuchInstance, label)))
            {
                var answer = new Answer { QuestionId = Answer.IdentityQuestion(volume.Id), Kind = kind, By = option.Name, At = at };
                yield return AnswerRules.Problem(inventory, [], [], answer) is { } problem ? throw new VerbRefusedException($"{label}: {problem}") : answer;
            }
        }
    }

    private async Task<int> PlanAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = _look.Narrow(context.Common.Settings(parsed), parsed);
        var file = Path.GetFullPath(parsed.GetValue(_output)!);
        await using var services = context.Services(settings);
        var steps = services.GetRequiredService<IRecoverySteps>();
        var time = services.GetRequiredService<TimeProvider>();
        var (plan, open) = await Look.InWorkDirectoryAsync(settings.Data, async work =>
        {
            var seen = await new Look(settings, steps, context.Terminal).RunAsync(work, cancellationToken);
            ImmutableArray<Answer> answers =
                [.. _recover.Answers(parsed, seen, time.GetUtcNow()), .. _records.Answers(parsed, seen.Inventory, time.GetUtcNow())];
            if (parsed.GetValue(_accept))
            {
                answers = [.. answers, .. BestAnswers.For(seen.Inventory, seen.Questions, answers, "--accept-proposals", time.GetUtcNow())];
            }

            answers = [.. answers, .. _renewals.SelectMany(one => Renewals(seen.Inventory, one.Option, one.Kind, parsed.GetValue(one.Option) ?? [], time.GetUtcNow()))];
            var asked = seen.Questions.Length + VolumeQuestions.Of(seen.Inventory).Count();
            return (await steps.PlanAsync(seen.Inventory, seen.Questions, answers, work, cancellationToken), asked - answers.Count(answer => !AnswerRules.IsRenewal(answer.Kind) && !Answer.IsAboutRecord(answer.QuestionId)));
        });
        await PlanFile.WriteAsync(file, plan, cancellationToken);
        if (parsed.GetValue(context.Common.Json))
        {
            context.Terminal.Out.WriteLine(JsonSerializer.Serialize(plan, CoreJson.Indented));
        }

        PlanText.Write(context.Terminal.Error, plan, file, open);
        return plan.NotRecovered.IsEmpty && open == 0 ? ExitCode.Well : ExitCode.Findings;
    }
}
