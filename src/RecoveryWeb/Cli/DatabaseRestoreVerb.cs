using System.CommandLine;
using System.Text.Json;
using Recover.Core.Cases;
using Recover.Core.Databases.Candidates;
using Recover.Core.Databases.Raft;
using Recover.Core.Json;
using Recover.Core.Runs;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover database restore</c>: puts a state of the database in the place of what Incus has, as one run that can be undone.</summary>
internal sealed class DatabaseRestoreVerb(VerbContext context)
{
    private readonly DatabaseDirectoryArgument _directory = new();
    private readonly Option<string?> _from = new("--from") { Description = CliTexts.RestoreFrom, HelpName = "CANDIDATE" };
    private readonly Option<long?> _at = new("--at") { Description = CliTexts.RestoreAt, HelpName = "N" };
    private readonly Option<bool> _salvage = new("--salvage") { Description = CliTexts.RestoreSalvage };
    private readonly Option<bool> _alone = new("--other-members-gone") { Description = CliTexts.RestoreAlone };
    private readonly Confirmation _confirmation = new(context.Terminal);

    public Command Command
    {
        get
        {
            _from.AcceptOnlyFromAmong([.. Enum.GetValues<CandidateSource>().Select(Name)]);
            _at.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<long?>() is < 1)
                {
                    result.AddError(CliTexts.ExtractAtFromOne);
                }
            });
            var command = new Command("restore", CliTexts.DatabaseRestoreDescription)
            {
                _directory.Argument, _from, _at, _salvage, _alone, _confirmation.Yes,
            };
            command.Validators.Add(result =>
            {
                var hasFrom = result.GetResult(_from) is { Implicit: false };
                var hasAt = result.GetResult(_at) is { Implicit: false };
                if (hasFrom && result.GetValue(_salvage))
                {
                    result.AddError(CliTexts.RestoreTwice);
                }
                else if (hasAt && (result.GetValue(_salvage) || (hasFrom && !IsLog(Source(result.GetValue(_from))))))
                {
                    result.AddError(CliTexts.RestoreAtFromLog);
                }
            });
            command.SetAction(RestoreAsync);
            return command;
        }
    }

    private static string Name(CandidateSource source) => JsonSerializer.SerializeToElement(source, CoreJson.Compact).GetString()!;

    private static CandidateSource? Source(string? name) =>
        name is null ? null : Enum.GetValues<CandidateSource>().Single(source => Name(source) == name);

    private static bool IsLog(CandidateSource? source) =>
        source is null or CandidateSource.Raft or CandidateSource.Backup or CandidateSource.SetAside;

    private async Task<int> RestoreAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = context.Common.Settings(parsed);
        var at = parsed.GetValue(_at);
        var source = parsed.GetValue(_salvage) ? CandidateSource.Salvage : Source(parsed.GetValue(_from));
        var wanted = new DatabaseRestoration
        {
            Directory = _directory.Path(parsed, settings),
            Request = new CandidateRequest { Source = at is null ? source : source ?? CandidateSource.Raft, At = at },
            OtherMembersGone = parsed.GetValue(_alone),
        };
        await using var services = context.Services(settings);
        var host = services.GetRequiredService<IRecoverySteps>().HostName;
        _confirmation.Ask(parsed, Words.Fill(CliTexts.AskRestore, CandidateTexts.Request(wanted.Request), host), host);
        var workflow = services.GetRequiredService<ICaseWorkflow>();
        var opened = await workflow.OpenAsync(CaseSituation.DatabaseLost, Terminal.Operator, cancellationToken);
        var run = await new CaseRun(workflow, context.Terminal, parsed.GetValue(context.Common.Json)).FollowAsync(
            opened.Number,
            () => workflow.StartRestoreAsync(opened.Number, wanted, host, Guid.NewGuid().ToString("N"), Terminal.Operator, cancellationToken),
            cancellationToken);
        return CaseRun.ExitCodeOf(run);
    }
}
