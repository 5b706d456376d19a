using System.CommandLine;
using System.Text.Json;
using Recover.Core.Cases;
using Recover.Core.Json;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover log check</c>: whether the event log is whole, and where it breaks.</summary>
internal sealed class LogCheckVerb(VerbContext context)
{
    private readonly Option<string?> _printed = new("--printed") { Description = CliTexts.LogPrinted, HelpName = "SHA256" };

    public Command Command
    {
        get
        {
            _printed.Validators.Add(static result =>
            {
                if (result.GetValueOrDefault<string?>() is { } text && !(text.Length == LogChain.Beginning.Length && text.All(char.IsAsciiHexDigitLower)))
                {
                    result.AddError(Words.Fill(CliTexts.LogPrintedSyntax, text));
                }
            });
            var command = new Command("check", CliTexts.LogCheckDescription) { _printed };
            command.SetAction(CheckAsync);
            return command;
        }
    }

    private async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = context.Services(context.Common.Settings(parsed));
        var check = await services.GetRequiredService<CaseStore>().CheckLogAsync(parsed.GetValue(_printed), cancellationToken);
        if (parsed.GetValue(context.Common.Json))
        {
            context.Terminal.Out.WriteLine(JsonSerializer.Serialize(check, CoreJson.Indented));
        }
        else
        {
            Tell(check);
        }

        return check.Breaks.IsEmpty ? ExitCode.Well : ExitCode.Findings;
    }

    private void Tell(LogCheck check)
    {
        var head = (check.Breaks.IsEmpty, check.Head) switch
        {
            (false, _) => Words.Fill(CliTexts.LogBroken, check.Breaks.Length),
            (true, null) => CliTexts.LogEmpty,
            _ => Words.Fill(CliTexts.LogIntact, check.Entries, check.Head),
        };
        context.Terminal.Out.WriteLine(head);
        foreach (var one in check.Breaks)
        {
            context.Terminal.Out.WriteLine($"  {one.Message}");
        }
    }
}
