using System.CommandLine;
using System.Text.Json;
using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;
using Recover.Core.Findings;
using Recover.Core.Json;
using Recover.Web.Composition;

namespace Recover.Web.Cli;

/// <summary><c>recover database check</c>: what is in a database directory, what is wrong with it, and what the daemon makes of it; reads only.</summary>
internal sealed class DatabaseCheckVerb(VerbContext context)
{
    private readonly DatabaseDirectoryArgument _directory = new();

    public Command Command
    {
        get
        {
            var command = new Command("check", Texts.CliTexts.DatabaseCheckDescription) { _directory.Argument };
            command.SetAction(CheckAsync);
            return command;
        }
    }

    private async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = context.Common.Settings(parsed);
        PrivateData.Create(settings.Data);
        var check = await Look.InWorkDirectoryAsync(
            settings.Data,
            async work => await DatabaseCandidates.CompareAsync(
                await RaftDatabase.CheckAsync(_directory.Path(parsed, settings), work, cancellationToken), work, cancellationToken));
        if (parsed.GetValue(context.Common.Json))
        {
            context.Terminal.Out.WriteLine(JsonSerializer.Serialize(check, CoreJson.Indented));
        }
        else
        {
            new DatabaseCheckText(context.Terminal.Out).Write(check);
        }

        return check.State == DatabaseCheckState.Healthy && check.Findings.All(finding => finding.Severity == FindingSeverity.Info)
            ? ExitCode.Well
            : ExitCode.Findings;
    }
}
