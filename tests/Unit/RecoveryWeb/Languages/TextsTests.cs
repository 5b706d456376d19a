using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Recover.Core.Findings;
using Recover.Web.Languages;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Languages;

/// <summary>Every word that people read is there in both languages: the two files of an area say the same with the same values.</summary>
public sealed partial class TextsTests
{
    // Names, commands and forms that are the same in every language.
    private static readonly string[] Untranslated =
    [
        "CandidateTexts Source.Backup", "CandidateTexts Source.Dump", "CaseTexts Own", "CliTexts DaemonLine", "FinishedPageTexts StartCommand",
        "LoginPageTexts WhereCommand", "QuestionsPageTexts FormKeyValue", "ReportTexts Language", "SharedTexts Language", "SharedTexts YearToTime", "StoragePageTexts KindCeph",
    ];

    public static TheoryData<string> Areas => [.. AreaNames()];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Area_InJapanese_HasTheSameKeys(string area)
    {
        var english = Words(area, SpokenLanguages.English);
        var japanese = Words(area, SpokenLanguages.Japanese);

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), japanese.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void Area_InJapanese_FillsInTheSameValues(string area)
    {
        var japanese = Words(area, SpokenLanguages.Japanese);

        foreach (var (key, words) in Words(area, SpokenLanguages.English))
        {
            Assert.True(Places(words).SetEquals(Places(japanese[key])), $"{key}: {words} / {japanese[key]}");
        }
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void Area_InJapanese_IsTranslatedAndEndsItsSentences(string area)
    {
        var english = Words(area, SpokenLanguages.English);

        foreach (var (key, words) in Words(area, SpokenLanguages.Japanese))
        {
            Assert.False(string.IsNullOrWhiteSpace(words), key);
            var hasWords = Letter().IsMatch(Place().Replace(english[key], ""));
            if (hasWords && !Untranslated.Contains($"{Short(area)} {key}"))
            {
                Assert.True(JapaneseLetter().IsMatch(words), $"{key}: {words}");
            }

            Assert.True(english[key].EndsWith('.') == words.EndsWith('。'), $"{key}: {english[key]} / {words}");
        }
    }

    [Fact]
    public void Untranslated_EachOne_IsThere()
    {
        var known = AreaNames().SelectMany(area => Words(area, SpokenLanguages.English).Keys.Select(key => $"{Short(area)} {key}")).ToHashSet();

        Assert.All(Untranslated, one => Assert.Contains(one, known));
    }

    private static IEnumerable<string> AreaNames() =>
        ((Assembly[])[typeof(Finding).Assembly, typeof(SpokenLanguages).Assembly])
            .SelectMany(assembly => assembly.GetManifestResourceNames())
            .Where(name => name.EndsWith(".resources", StringComparison.Ordinal))
            .Select(name => name[..^".resources".Length])
            .Order(StringComparer.Ordinal);

    private static string Short(string area) => area[(area.LastIndexOf('.') + 1)..];

    // How much a finding weighs stands beside its words and is a code.
    private static Dictionary<string, string> Words(string area, CultureInfo language)
    {
        var assembly = area.StartsWith("Recover.Core.", StringComparison.Ordinal) ? typeof(Finding).Assembly : typeof(SpokenLanguages).Assembly;
        var culture = language.Equals(SpokenLanguages.English) ? CultureInfo.InvariantCulture : language;
        var set = new ResourceManager(area, assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.True(set is not null, $"{area} is not there in {language.Name}");
        return set.Cast<DictionaryEntry>()
            .Where(entry => !((string)entry.Key).EndsWith(".Severity", StringComparison.Ordinal))
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
    }

    private static HashSet<string> Places(string words) => [.. Place().Matches(words).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\p{L}")]
    private static partial Regex Letter();

    [GeneratedRegex(@"[\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}]")]
    private static partial Regex JapaneseLetter();
}
