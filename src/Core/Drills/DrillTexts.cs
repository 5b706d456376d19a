using System.Globalization;
using System.Resources;

namespace Recover.Core.Drills;

/// <summary>The words of drills, from <c>DrillTexts.resx</c>. Thread-safe.</summary>
public static class DrillTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Drills.DrillTexts", typeof(DrillTexts).Assembly);

    /// <summary>The words of a key, filled with the arguments.</summary>
    public static string Get(string key, params object[] arguments) => string.Format(
        CultureInfo.CurrentCulture,
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key),
        arguments);
}
