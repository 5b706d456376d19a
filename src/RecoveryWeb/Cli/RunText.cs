using Recover.Core.Runs;
using Recover.Web.Components.Shared;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary>Tells a run on the terminal: each step once as it ends, then the outcome.</summary>
internal sealed class RunText(TextWriter to)
{
    private readonly HashSet<(RunStepName Name, RunStepState State)> _said = [];
    private string? _waitingFor;

    public void Tell(RecoveryRun run)
    {
        foreach (var step in run.Steps.Where(step => step.State is not RunStepState.Waiting && _said.Add((step.Name, step.State))))
        {
            to.WriteLine(Words.Fill(CliTexts.StepLine, RunWords.Step(step.Name), RunWords.State(step.State), step.Detail).TrimEnd());
        }

        if (run.WaitingFor is not null && run.WaitingFor != _waitingFor)
        {
            to.WriteLine(Words.Fill(CliTexts.Waiting, run.WaitingFor));
        }

        _waitingFor = run.WaitingFor;
    }

    public void TellEnd(RecoveryRun run)
    {
        Tell(run);
        to.WriteLine(Words.Fill(CliTexts.Outcome, RunWords.Outcome(run.Outcome)));
        if (run.Error is not null)
        {
            to.WriteLine(Words.Fill(CliTexts.OutcomeError, run.Error));
        }

        if (run.Verification is { } verification)
        {
            TellVerification(verification);
        }

        if (run is { Kind: RunKind.Apply or RunKind.Restore, SavedState: not null })
        {
            to.WriteLine(Words.Fill(CliTexts.SavedAt, run.SavedState, run.Run));
        }
    }

    public void TellVerification(Verification verification)
    {
        to.WriteLine(Words.Fill(CliTexts.Verified, verification.Matched));
        foreach (var difference in verification.Differences)
        {
            to.WriteLine(Words.Fill(CliTexts.Difference, difference));
        }
    }
}
