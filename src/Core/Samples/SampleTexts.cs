using System.Globalization;
using System.Resources;

namespace Recover.Core.Samples;

/// <summary>The words of the sample host, from <c>SampleTexts.resx</c>. Thread-safe.</summary>
public static class SampleTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Samples.SampleTexts", typeof(SampleTexts).Assembly);

    /// <summary>The words of a key.</summary>
    public static string Get(string key) =>
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key);
}
