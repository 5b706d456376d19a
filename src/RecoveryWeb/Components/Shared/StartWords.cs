using Recover.Core.Cases;
using Recover.Core.Readiness;
using Recover.Web.Texts;

namespace Recover.Web.Components.Shared;

/// <summary>Words for whether instances start and how their start went.</summary>
internal static class StartWords
{
    public static string State(InstanceStartState? state) => FinishedPageTexts.ResourceManager.GetString($"StartState{(state is { } known ? known.ToString() : "None")}")!;

    public static string Forecast(StartForecast forecast) => PlanPageTexts.ResourceManager.GetString($"Forecast{forecast}")!;
}
