using System.Globalization;
using System.Resources;

namespace Recover.Core.Reports;

/// <summary>The words of reports, from <c>ReportTexts.resx</c>. Thread-safe.</summary>
public static class ReportTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Reports.ReportTexts", typeof(ReportTexts).Assembly);

    /// <summary>The words of a key, filled with the arguments.</summary>
    public static string Get(string key, params object[] arguments) => string.Format(
        CultureInfo.CurrentCulture,
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key),
        arguments);
}
