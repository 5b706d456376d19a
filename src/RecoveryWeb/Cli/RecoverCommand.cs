using System.CommandLine;
using Recover.Core.Runs;
using Recover.Web.Components.Shared;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary>The command line: a verb a stage, the console without one.</summary>
internal static class RecoverCommand
{
    public static async Task<int> RunAsync(
        string[] args, Terminal terminal, CancellationToken cancellationToken, Action<IServiceCollection>? replace = null)
    {
        var parsed = Create(terminal, replace).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await terminal.Error.WriteLineAsync(error.Message);
            }

            return ExitCode.Refused;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                // Whoever presses Ctrl+C waits for the end of a run that has begun; everything else ends at once by itself.
                ProcessTerminationTimeout = TimeSpan.FromHours(1),
            };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (VerbRefusedException refusal)
        {
            await terminal.Error.WriteLineAsync(refusal.Message);
            return ExitCode.Refused;
        }
        catch (RunRefusedException refusal)
        {
            await terminal.Error.WriteLineAsync(Words.Fill(CliTexts.Refused, $"{RunWords.Refusal(refusal)} {refusal.Message}"));
            return ExitCode.Refused;
        }
    }

    public static RootCommand Create(Terminal terminal, Action<IServiceCollection>? replace)
    {
        var context = new VerbContext(new CommonOptions(terminal), terminal, replace);
        var serve = new ServeVerb(context);
        var root = new RootCommand(CliTexts.Description)
        {
            serve.Command,
            new LoginVerb(context).Command,
            new ScanVerb(context).Command,
            new PlanVerb(context).Command,
            new ApplyVerb(context).Command,
            new UndoVerb(context).Command,
            new StartVerb(context).Command,
            new VerifyVerb(context).Command,
            new ReportVerb(context).Command,
            new LogVerb(context).Command,
            new DatabaseVerb(context).Command,
            new CheckVerb(context).Command,
            new ExportDefinitionsVerb(context).Command,
        };
        context.Common.AddTo(root);
        serve.AddTo(root);
        return root;
    }
}
