using System.Globalization;

namespace Recover.Web.Languages;

/// <summary>The language of the command line, chosen as other programs choose theirs.</summary>
internal static class LanguageOfTerminal
{
    // In the order in which they count.
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    /// <summary>Lets this process speak the language of its environment.</summary>
    public static void Use(IReadOnlyList<string> arguments)
    {
        var language = Choose(arguments, Environment.GetEnvironmentVariable);
        CultureInfo.CurrentUICulture = language;
        CultureInfo.DefaultThreadCurrentUICulture = language;
    }

    /// <summary>English for scripts, which compare words, and on the kernel's own console, which has no letters but Latin ones.</summary>
    public static CultureInfo Choose(IReadOnlyList<string> arguments, Func<string, string?> variable) =>
        arguments.Contains("--json") || variable("TERM") == "linux"
            ? SpokenLanguages.English
            : SpokenLanguages.Best([Variables.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value))]);
}
