using Recover.Core.Findings;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary>Words for severities.</summary>
internal static class Severities
{
    public static string Word(FindingSeverity severity) => SharedTexts.ResourceManager.GetString($"Severity{severity}")!;
}
