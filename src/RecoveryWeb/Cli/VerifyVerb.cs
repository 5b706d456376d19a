using System.CommandLine;
using System.Text.Json;
using Recover.Core.Cases;
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
        var steps = services.GetRequiredService<IRecoverySteps>();
        using var api = settings.Sample is null ? new IncusApi(settings.Host.Directory) : null;
        var verification = await Look.InWorkDirectoryAsync(settings.Data, async work =>
        {
            var seen = await steps.SurveyAsync(work, cancellationToken);
            return seen.Database.Source is null or DatabaseSource.FreshTemplate
                ? throw new VerbRefusedException(CliTexts.DaemonNeeded)
                : await new Verifier(api, services.GetRequiredService<TimeProvider>()).CompareAsync(plan, Task.FromResult(seen.Database), cancellationToken);
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
