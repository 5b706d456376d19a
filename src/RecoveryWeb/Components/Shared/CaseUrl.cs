using Recover.Core.Cases;

namespace Recover.Web.Components.Shared;

/// <summary>Addresses of a case: one a step.</summary>
internal static class CaseUrl
{
    public static string Step(int number, CaseStep step) =>
        step == CaseStep.Situation ? "/" : $"/cases/{number}/{step.ToString().ToLowerInvariant()}";

    public static string Database(int number) => $"/cases/{number}/database";

    public static string Report(int number, string extension = "") => $"/cases/{number}/report{extension}";

    public static string Plan(int number) => $"/cases/{number}/plan.json";
}
