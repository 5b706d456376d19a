using System.CommandLine;
using Recover.Core.Cases;
using Recover.Core.Databases;
using Recover.Core.Databases.Definitions;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover export-definitions FILE</c>: what the database knows, for a later recovery; changes nothing but the file.</summary>
internal sealed class ExportDefinitionsVerb(VerbContext context)
{
    private readonly Argument<string> _file = new("FILE") { Description = CliTexts.ExportFile };

    public Command Command
    {
        get
        {
            var command = new Command("export-definitions", CliTexts.ExportDescription) { _file };
            command.SetAction(ExportAsync);
            return command;
        }
    }

    private async Task<int> ExportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = context.Common.Settings(parsed);
        var file = Path.GetFullPath(parsed.GetValue(_file)!);
        await using var services = context.Services(settings);
        var steps = services.GetRequiredService<IRecoverySteps>();
        var time = services.GetRequiredService<TimeProvider>();
        try
        {
            await Look.InWorkDirectoryAsync(settings.Data, async work =>
            {
                var at = time.GetUtcNow();
                var database = await steps.ReadDatabaseAsync(work, cancellationToken);
                if (database is { CopyFile: null } or { Source: null or DatabaseSource.FreshTemplate } or { Damage: not null })
                {
                    throw new VerbRefusedException(Words.Fill(CliTexts.ExportNothing, string.Join(' ', database.Findings.Select(finding => finding.Message))));
                }

                await DefinitionsFile.WriteAsync(database.CopyFile, file, steps.HostName, at, cancellationToken);
                return file;
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new VerbRefusedException(Words.Fill(CliTexts.Failed, error.Message));
        }

        await context.Terminal.Error.WriteLineAsync(Words.Fill(CliTexts.Exported, file));
        return ExitCode.Well;
    }
}
