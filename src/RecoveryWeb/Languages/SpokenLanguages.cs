using System.Globalization;
using Recover.Web.Texts;

namespace Recover.Web.Languages;

/// <summary>The languages in which the program speaks. Dates, numbers and sizes are written the same in all of them.</summary>
internal static class SpokenLanguages
{
    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en");

    public static CultureInfo Japanese { get; } = CultureInfo.GetCultureInfo("ja");

    public static IReadOnlyList<CultureInfo> All { get; } = [English, Japanese];

    /// <summary>The language of a tag such as <c>ja</c>, <c>ja-JP</c> or <c>ja_JP.UTF-8</c>; null when it is not spoken here.</summary>
    public static CultureInfo? Find(string? tag)
    {
        var name = tag?.Split('-', '_', '.', '@')[0];
        return All.FirstOrDefault(language => string.Equals(language.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The first spoken one of these tags, best first; English when none is.</summary>
    public static CultureInfo Best(IEnumerable<string?> tags) => tags.Select(Find).FirstOrDefault(language => language is not null) ?? English;

    /// <summary>What the language calls itself.</summary>
    public static string NameOf(CultureInfo language) => SharedTexts.ResourceManager.GetString(nameof(SharedTexts.LanguageName), language)!;
}
