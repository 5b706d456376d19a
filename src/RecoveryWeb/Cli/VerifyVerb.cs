using System.CommandLine;
using System.Text.Json;
using Recover.Core.Databases;
using Recover.Core.Hosts;
using Recover.Core.Json;
using Recover.Core.Runs;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover verify FILE</c>: compares a plan with what Incus now shows.</summary>
internal sealed class VerifyVerb(VerbContext context)
{
    private readonly Argument<string> _file = new("FILE") { Description = CliTexts.PlanFile };

    public Command Command
    {
        get
        {
            var command = new Command("verify", CliTexts.VerifyDescription) { _file };
            command.SetAction(VerifyAsync);
            return command;
        }
    }

    private async Task<int> VerifyAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = context.Common.Settings(parsed);
        var plan = await PlanArgument.ReadAsync(parsed.GetValue(_file)!, cancellationToken);
        await using var services = context.Services(settings);
        var host = services.GetRequiredService<IRunHost>();
        var verification = await Look.InWorkDirectoryAsync(settings.Data, async work =>
        {
            var survey = await host.SurveyAsync(cancellationToken);
            if (survey.Database == DatabaseCondition.Missing)
            {
                throw new VerbRefusedException(CliTexts.DaemonNeeded);
            }

            var database = await host.ReadDatabaseAsync(survey, work, cancellationToken);
            return database.Source is null or DatabaseSource.FreshTemplate
                ? throw new VerbRefusedException(CliTexts.DaemonNeeded)
                : await host.VerifyAsync(plan, survey, database, cancellationToken);
        });
        if (parsed.GetValue(context.Common.Json))
        {
            context.Terminal.Out.WriteLine(JsonSerializer.Serialize(verification, CoreJson.Indented));
        }
        else
        {
            new RunText(context.Terminal.Out).TellVerification(verification);
        }

        return verification.Differences.IsEmpty ? ExitCode.Well : ExitCode.Findings;
    }
}
