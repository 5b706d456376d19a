using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Recover.Core.Databases.Candidates;
using Recover.Core.Plans;
using Xunit;

namespace Recover.Tests.Unit.Core.Plans;

/// <summary>What does not come back is named in the reader's language: each kind that a plan can name has a word.</summary>
public sealed partial class PlanTextsTests
{
    public static TheoryData<string> Kinds =>
    [
        "instance", "volume", "bucket", "bucketKeys", "snapshot", "file", "image", "pool", "project", "profile", "network", "device", "configKey",
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_OfThePlan_HasAWordInBothLanguages(string kind) => AssertSpoken(kind);

    [Fact]
    public void Kind_OfEachRecordOfADatabase_HasAWordInBothLanguages()
    {
        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            AssertSpoken(JsonNamingPolicy.CamelCase.ConvertName($"{kind}"));
        }
    }

    [Fact]
    public void Kind_OfALaterVersion_IsShownAsItIs() => Assert.Equal("moonbase", PlanTexts.Kind("moonbase"));

    private static void AssertSpoken(string kind)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            Assert.NotEqual(kind, PlanTexts.Kind(kind));
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
            Assert.Matches(JapaneseLetter(), PlanTexts.Kind(kind));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [GeneratedRegex(@"[\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}]")]
    private static partial Regex JapaneseLetter();
}
