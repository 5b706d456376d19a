using System.Text.Json;
using Recover.Core.Cases;
using Recover.Core.Json;
using Recover.Core.Runs;

namespace Recover.Web.Cli;

/// <summary>Follows the run of a case on the terminal to its end.</summary>
internal sealed class CaseRun(ICaseWorkflow workflow, Terminal terminal, bool json)
{
    /// <summary>Starts it and returns it when it has ended.</summary>
    public async Task<RecoveryRun> FollowAsync(int number, Func<Task> start, CancellationToken cancellationToken)
    {
        var before = (await workflow.FindAsync(number, cancellationToken))!.Runs.Length;
        await start();
        var text = new RunText(terminal.Error);
        // From here on nothing but its end ends the run: not Ctrl+C, and not a terminal that is gone.
        await foreach (var activity in workflow.WatchAsync(number, CancellationToken.None))
        {
            if (activity.Run is { } live)
            {
                IgnoreLostTerminal(() => text.Tell(live));
            }
            else if ((await workflow.FindAsync(number, CancellationToken.None))!.Runs is var runs && runs.Length > before && runs[^1].Outcome is not null)
            {
                IgnoreLostTerminal(() => text.TellEnd(runs[^1]));
                return Print(runs[^1]);
            }
        }

        throw new OperationCanceledException(cancellationToken);
    }

    private static void IgnoreLostTerminal(Action tell)
    {
        try
        {
            tell();
        }
        catch (IOException)
        {
            // The journal and the case tell the same.
        }
    }

    public RecoveryRun Print(RecoveryRun run)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(run, CoreJson.Indented));
        }

        return run;
    }

    public static int ExitCodeOf(RecoveryRun run) => run switch
    {
        { Outcome: RunOutcome.Applied, Verification: null or { Differences.Length: > 0 } } => ExitCode.Findings,
        { Outcome: RunOutcome.Applied or RunOutcome.Rehearsed or RunOutcome.Undone } => ExitCode.Well,
        _ => ExitCode.Failed,
    };
}
