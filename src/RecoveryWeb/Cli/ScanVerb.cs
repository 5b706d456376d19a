using System.CommandLine;
using System.Text.Json;
using Recover.Core.Cases;
using Recover.Core.Findings;
using Recover.Core.Json;
using Recover.Core.Reports;
using Recover.Core.Scanning;

namespace Recover.Web.Cli;

/// <summary><c>recover scan</c>: what a look tells; reads only.</summary>
internal sealed class ScanVerb(VerbContext context)
{
    private readonly LookArguments _look = new();

    public Command Command
    {
        get
        {
            var command = new Command("scan", Texts.CliTexts.ScanDescription);
            _look.AddTo(command);
            command.SetAction(ScanAsync);
            return command;
        }
    }

    private async Task<int> ScanAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = _look.Narrow(context.Common.Settings(parsed), parsed);
        await using var services = context.Services(settings);
        var steps = services.GetRequiredService<IRecoverySteps>();
        var seen = await Look.InWorkDirectoryAsync(
            settings.Data, work => new Look(settings, steps, context.Terminal).RunAsync(work, cancellationToken));
        if (parsed.GetValue(context.Common.Json))
        {
            context.Terminal.Out.WriteLine(JsonSerializer.Serialize(ScanDocument.Of(seen.Inventory, seen.Questions), CoreJson.Indented));
        }
        else
        {
            new ScanText(context.Terminal.Out).Write(seen);
        }

        return NeedsAPerson(seen) ? ExitCode.Findings : ExitCode.Well;
    }

    private static bool NeedsAPerson(ScanResult seen) =>
        seen.Questions.Length > 0
        || seen.Inventory.Pools.Any(pool => !pool.Read)
        || seen.Inventory.Volumes.Any(volume => volume.State is VolumeState.Broken or VolumeState.Question)
        || seen.Inventory.Findings.Any(finding => finding.Severity == FindingSeverity.Error);
}
