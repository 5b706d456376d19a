using System.Collections.Immutable;
using System.Globalization;
using System.Resources;

namespace Recover.Core.Findings;

/// <summary>The words of each <see cref="FindingCode"/>, from <c>FindingTexts.resx</c>. Thread-safe.</summary>
public static class FindingTexts
{
    private static readonly ResourceManager Resources = new("Recover.Core.Findings.FindingTexts", typeof(FindingTexts).Assembly);

    /// <summary>The severity a finding of this code has unless the place that makes it says otherwise.</summary>
    public static FindingSeverity UsualSeverity(FindingCode code) =>
        Enum.Parse<FindingSeverity>(Text($"{code}.Severity"));

    /// <summary>What happened, filled with the arguments.</summary>
    public static string Message(FindingCode code, ImmutableArray<string> arguments) => Fill($"{code}.Message", arguments);

    /// <summary>What can be done now, filled with the arguments.</summary>
    public static string Remedy(FindingCode code, ImmutableArray<string> arguments) => Fill($"{code}.Remedy", arguments);

    private static string Fill(string key, ImmutableArray<string> arguments) =>
        string.Format(CultureInfo.CurrentCulture, Text(key), [.. arguments.IsDefault ? [] : arguments]);

    private static string Text(string key) =>
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException(key);
}
