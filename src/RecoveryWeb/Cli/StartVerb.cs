using System.CommandLine;
using System.Text.Json;
using Recover.Core.Cases;
using Recover.Core.Json;
using Recover.Web.Components.Shared;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover start CASE PROJECT/NAME</c>: starts one recovered instance and says how it went.</summary>
internal sealed class StartVerb(VerbContext context)
{
    private readonly Argument<string> _case = new("CASE") { Description = CliTexts.Case };
    private readonly Argument<string> _instance = new("PROJECT/NAME") { Description = CliTexts.StartInstance };

    public Command Command
    {
        get
        {
            var command = new Command("start", CliTexts.StartDescription) { _case, _instance };
            command.SetAction(StartAsync);
            return command;
        }
    }

    private async Task<int> StartAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = context.Common.Settings(parsed);
        await using var services = context.Services(settings);
        var workflow = services.GetRequiredService<ICaseWorkflow>();
        var which = parsed.GetValue(_case)!;
        var found = await CaseArgument.FindAsync(workflow, which, cancellationToken)
            ?? throw new VerbRefusedException(Words.Fill(CliTexts.NoSuchCase, which, settings.Data.Root));
        if (parsed.GetValue(_instance)!.Split('/') is not [var project, var name])
        {
            throw new VerbRefusedException(CliTexts.StartInstance);
        }

        await workflow.StartInstanceAsync(found.Number, project, name, Guid.NewGuid().ToString("N"), Terminal.Operator, cancellationToken);
        await foreach (var activity in workflow.WatchAsync(found.Number, cancellationToken))
        {
            if (activity.Start is null)
            {
                break;
            }
        }

        var start = (await workflow.FindAsync(found.Number, cancellationToken))!.Starts.Single(one => one.Project == project && one.Name == name);
        Tell(start, parsed.GetValue(context.Common.Json));
        return start.State == InstanceStartState.Running ? ExitCode.Well : ExitCode.Findings;
    }

    private void Tell(InstanceStart start, bool json)
    {
        if (json)
        {
            context.Terminal.Out.WriteLine(JsonSerializer.Serialize(start, CoreJson.Indented));
        }

        context.Terminal.Error.WriteLine(Words.Fill(CliTexts.StartLine, start.Label, StartWords.State(start.State)));
        foreach (var line in ((string?[])[start.Error, start.Log]).OfType<string>())
        {
            context.Terminal.Error.WriteLine("    " + line.ReplaceLineEndings("\n    "));
        }
    }
}
