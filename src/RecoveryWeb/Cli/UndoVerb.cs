using System.CommandLine;
using Recover.Core.Cases;
using Recover.Core.Runs;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover undo CASE|RUN</c>: puts the saved state back.</summary>
internal sealed class UndoVerb(VerbContext context)
{
    private readonly Argument<string> _which = new("CASE|RUN") { Description = CliTexts.CaseOrRun };
    private readonly Confirmation _confirmation = new(context.Terminal);

    public Command Command
    {
        get
        {
            var command = new Command("undo", CliTexts.UndoDescription) { _which, _confirmation.Yes };
            command.SetAction(UndoAsync);
            return command;
        }
    }

    private async Task<int> UndoAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = context.Common.Settings(parsed);
        await using var services = context.Services(settings);
        var workflow = services.GetRequiredService<ICaseWorkflow>();
        var which = parsed.GetValue(_which)!;
        var found = await CaseArgument.FindAsync(workflow, which, cancellationToken)
            ?? throw new VerbRefusedException(Words.Fill(CliTexts.NoSuchCase, which, settings.Data.Root));
        var run = found.Runs.LastOrDefault(one => one.Run == which)
            ?? found.Runs.LastOrDefault(one => one is { Kind: RunKind.Apply or RunKind.Restore, SavedState: not null, Outcome: not RunOutcome.RolledBack })
            ?? throw new VerbRefusedException(Words.Fill(CliTexts.NothingToUndo, found.Reference));
        _confirmation.Ask(parsed, Words.Fill(CliTexts.AskUndo, run.Run, found.HostName), found.HostName);
        var undo = await new CaseRun(workflow, context.Terminal, parsed.GetValue(context.Common.Json)).FollowAsync(
            found.Number,
            () => workflow.StartUndoAsync(found.Number, run.Run, Guid.NewGuid().ToString("N"), Terminal.Operator, cancellationToken),
            cancellationToken);
        return CaseRun.ExitCodeOf(undo);
    }
}
