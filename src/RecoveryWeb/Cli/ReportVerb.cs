using System.CommandLine;
using System.Text;
using Recover.Core.Cases;
using Recover.Core.Reports;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover report CASE</c>: the report as HTML, JSON or Markdown.</summary>
internal sealed class ReportVerb(VerbContext context)
{
    private const string Html = "html";
    private const string Json = "json";
    private const string Markdown = "md";

    private readonly Argument<string> _case = new("CASE") { Description = CliTexts.Case };
    private readonly Option<string?> _format = new("--format") { Description = CliTexts.Format, HelpName = "html|json|md" };
    private readonly Option<string?> _output = new("--output", "-o") { Description = CliTexts.Output, HelpName = "FILE" };

    public Command Command
    {
        get
        {
            _format.AcceptOnlyFromAmong(Html, Json, Markdown);
            var command = new Command("report", CliTexts.ReportDescription) { _case, _format, _output };
            command.SetAction(ReportAsync);
            return command;
        }
    }

    private async Task<int> ReportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = context.Common.Settings(parsed);
        await using var services = context.Services(settings);
        var which = parsed.GetValue(_case)!;
        var found = await CaseArgument.FindAsync(services.GetRequiredService<ICaseWorkflow>(), which, cancellationToken)
            ?? throw new VerbRefusedException(Words.Fill(CliTexts.NoSuchCase, which, settings.Data.Root));
        var report = CaseReportBuilder.Build(found, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var format = parsed.GetValue(_format) ?? (parsed.GetValue(context.Common.Json) ? Json : Html);
        var text = format switch
        {
            Json => Encoding.UTF8.GetString(ReportWriter.Json(report)),
            Markdown => ReportWriter.Markdown(report),
            _ => ReportWriter.Html(report, stylesheetUrl: null),
        };
        if (parsed.GetValue(_output) is not { } file)
        {
            await context.Terminal.Out.WriteAsync(text);
            return ExitCode.Well;
        }

        await File.WriteAllTextAsync(file, text, cancellationToken);
        await context.Terminal.Error.WriteLineAsync(Words.Fill(CliTexts.ReportWritten, Path.GetFullPath(file)));
        return ExitCode.Well;
    }
}
