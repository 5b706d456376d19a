using Recover.Core.Runs;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

/// <summary>Words for runs and their steps.</summary>
internal static class RunWords
{
    public static string Refusal(RunRefusedException refusal) => RecoverTexts.ResourceManager.GetString($"Refused{refusal.Reason}")!;

    public static string Step(RunStepName name) => RecoverTexts.ResourceManager.GetString($"Step{name}")!;

    public static string State(RunStepState state) => RecoverTexts.ResourceManager.GetString($"State{state}")!;

    public static string Kind(RunKind kind) => RecoverTexts.ResourceManager.GetString($"Kind{kind}")!;

    public static string Outcome(RunOutcome? outcome) =>
        outcome is null ? RecoverTexts.OutcomeRunning : RecoverTexts.ResourceManager.GetString($"Outcome{outcome}")!;
}
