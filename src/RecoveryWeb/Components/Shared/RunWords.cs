using Recover.Core.Runs;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

/// <summary>Words for runs and their steps.</summary>
internal static class RunWords
{
    // Why a state can't be put back is only in the refusal's own words.
    public static string Refusal(RunRefusedException refusal) => refusal.Reason == RunRefusal.NoCandidate ? refusal.Message : RecoverPageTexts.ResourceManager.GetString($"Refused{refusal.Reason}")!;

    public static string Step(RunStepName name) => RecoverPageTexts.ResourceManager.GetString($"Step{name}")!;

    public static string State(RunStepState state) => RecoverPageTexts.ResourceManager.GetString($"State{state}")!;

    public static string Kind(RunKind kind) => RecoverPageTexts.ResourceManager.GetString($"Kind{kind}")!;

    public static string Outcome(RunOutcome? outcome) =>
        outcome is null ? RecoverPageTexts.OutcomeRunning : RecoverPageTexts.ResourceManager.GetString($"Outcome{outcome}")!;
}
