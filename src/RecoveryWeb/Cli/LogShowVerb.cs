using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Recover.Core.Cases;
using Recover.Core.Json;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover log show [CASE]</c>: the entries of the event log, of all cases and sign-ins or of one case.</summary>
internal sealed class LogShowVerb(VerbContext context)
{
    private readonly Argument<string?> _case = new("CASE") { Description = CliTexts.Case, Arity = ArgumentArity.ZeroOrOne };

    public Command Command
    {
        get
        {
            var command = new Command("show", CliTexts.LogShowDescription) { _case };
            command.SetAction(ShowAsync);
            return command;
        }
    }

    private async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = context.Common.Settings(parsed);
        await using var services = context.Services(settings);
        var entries = await services.GetRequiredService<CaseStore>().LogAsync(cancellationToken);
        if (parsed.GetValue(_case) is { } which)
        {
            var found = await CaseArgument.FindAsync(services.GetRequiredService<ICaseWorkflow>(), which, cancellationToken)
                ?? throw new VerbRefusedException(Words.Fill(CliTexts.NoSuchCase, which, settings.Data.Root));
            entries = entries.RemoveAll(entry => entry.Seal!.Case != found.Number);
        }

        if (parsed.GetValue(context.Common.Json))
        {
            context.Terminal.Out.WriteLine(JsonSerializer.Serialize(entries, CoreJson.Indented));
            return ExitCode.Well;
        }

        foreach (var entry in entries)
        {
            context.Terminal.Out.WriteLine(Line(entry));
        }

        return ExitCode.Well;
    }

    private static string Line(CaseEvent entry)
    {
        var seal = entry.Seal!;
        var at = entry.At.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{seal.Number,6}  {at}  {seal.Case?.ToString(CultureInfo.InvariantCulture) ?? "-",4}  {seal.Sha256[..12]}  {entry.By}: {entry.What.ReplaceLineEndings(" ")}");
    }
}
