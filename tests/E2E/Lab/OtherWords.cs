using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Recover.Core.Findings;

namespace Recover.Tests.E2E.Lab;

/// <summary>Knows from the resources which words belong to which language.</summary>
internal static partial class OtherWords
{
    // Shorter ones are names and units, too.
    private const int Shortest = 6;

    private static readonly Regex[] English = [.. Patterns()];

    /// <summary>The part of a text that the program says in another language; null when there is none.</summary>
    public static string? Of(string language, string text) => language == "ja"
        ? English.Any(words => words.IsMatch(text)) ? text : null
        : JapaneseLetter().Match(text) is { Success: true } ? text : null;

    private static IEnumerable<Regex> Patterns() =>
        ((Assembly[])[typeof(Finding).Assembly, typeof(Web.Words).Assembly])
            .SelectMany(assembly => assembly.GetManifestResourceNames()
                .Where(name => name.EndsWith(".resources", StringComparison.Ordinal))
                .Select(name => new ResourceManager(name[..^".resources".Length], assembly)))
            .SelectMany(Translated)
            .Distinct(StringComparer.Ordinal)
            .Select(words => new Regex($"^{Place().Replace(Regex.Escape(words), ".+")}$", RegexOptions.CultureInvariant));

    private static IEnumerable<string> Translated(ResourceManager area) =>
        area.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
            .Where(entry => !((string)entry.Key).EndsWith(".Severity", StringComparison.Ordinal))
            .Select(entry => (English: (string)entry.Value!, Japanese: area.GetString((string)entry.Key, CultureInfo.GetCultureInfo("ja"))!))
            .Where(words => words.English != words.Japanese && Letters().Count(Place().Replace(Regex.Escape(words.English), "")) >= Shortest)
            .Select(words => words.English);

    [GeneratedRegex(@"\\\{\d[^}]*}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\p{L}")]
    private static partial Regex Letters();

    [GeneratedRegex(@"[\p{IsHiragana}\p{IsKatakana}]")]
    private static partial Regex JapaneseLetter();
}
