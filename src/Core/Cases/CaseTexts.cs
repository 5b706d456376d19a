using System.Globalization;
using System.Resources;

namespace Recover.Core.Cases;

/// <summary>The words of cases and their logs, from <c>CaseTexts.resx</c>. Thread-safe.</summary>
public static class CaseTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Cases.CaseTexts", typeof(CaseTexts).Assembly);

    /// <summary>The words of a key, filled with the arguments.</summary>
    public static string Get(string key, params object[] arguments) => string.Format(
        CultureInfo.CurrentCulture,
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key),
        arguments);
}
