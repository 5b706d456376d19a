using System.CommandLine;
using System.Text.Json;
using Recover.Core.Cases;
using Recover.Core.Drills;
using Recover.Core.Json;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover check</c>: a drill on a host that works: what would come back if its database were lost now. Reads only.</summary>
internal sealed class CheckVerb(VerbContext context)
{
    private readonly Option<string?> _metrics = new("--metrics") { Description = CliTexts.CheckMetrics, HelpName = "FILE" };
    private readonly Option<string?> _html = new("--html") { Description = CliTexts.CheckHtml, HelpName = "FILE" };

    public Command Command
    {
        get
        {
            var command = new Command("check", CliTexts.CheckDescription) { _metrics, _html };
            command.SetAction(CheckAsync);
            return command;
        }
    }

    private async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = context.Common.Settings(parsed);
        await using var services = context.Services(settings);
        var steps = services.GetRequiredService<IRecoverySteps>();
        var drill = new Drill(steps, services.GetRequiredService<TimeProvider>());
        try
        {
            var result = await Look.InWorkDirectoryAsync(
                settings.Data, work => drill.RunAsync(work, new Look(settings, steps, context.Terminal).Say, cancellationToken));
            return Tell(parsed, result);
        }
        catch (Exception refused) when (refused is DrillRefusedException or IOException or UnauthorizedAccessException)
        {
            throw new VerbRefusedException(refused.Message);
        }
    }

    private int Tell(ParseResult parsed, DrillResult result)
    {
        if (parsed.GetValue(_metrics) is { } metrics)
        {
            DrillMetrics.Write(Path.GetFullPath(metrics), result);
        }

        if (parsed.GetValue(_html) is { } html)
        {
            DrillPage.Write(Path.GetFullPath(html), result);
        }

        if (parsed.GetValue(context.Common.Json))
        {
            context.Terminal.Out.WriteLine(JsonSerializer.Serialize(result, CoreJson.Indented));
        }
        else
        {
            Write(context.Terminal.Out, result);
        }

        return result.Verdict switch
        {
            DrillVerdict.Whole => ExitCode.Well,
            DrillVerdict.Differs => ExitCode.Findings,
            _ => ExitCode.WouldBeLost,
        };
    }

    private static void Write(TextWriter to, DrillResult result)
    {
        to.WriteLine(DrillPage.Verdict(result));
        to.WriteLine(Words.Fill(CliTexts.CheckNumbers, result.InstancesExact, result.Instances, result.VolumesExact, result.Volumes));
        foreach (var line in result.Lines)
        {
            to.WriteLine();
            to.WriteLine(Words.Fill(CliTexts.CheckLine, DrillPage.Name(line), DrillTexts.Get($"State.{line.State}"), line.Reason));
            foreach (var part in line.Parts)
            {
                to.WriteLine($"    {part}");
            }

            to.WriteLine("    " + Words.Fill(CliTexts.RemedyLine, line.NextStep));
        }
    }
}
