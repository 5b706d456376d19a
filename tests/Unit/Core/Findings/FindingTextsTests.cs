using System.Text.RegularExpressions;
using Recover.Core.Findings;
using Xunit;

namespace Recover.Tests.Unit.Core.Findings;

public sealed partial class FindingTextsTests
{
    public static TheoryData<FindingCode> Codes => [.. Enum.GetValues<FindingCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void EveryCode_HasSeverityMessageAndRemedy_InPlainSentences(FindingCode code)
    {
        var finding = Finding.Of(code, "first", "second", "third", "fourth");

        Assert.True(Enum.IsDefined(finding.Severity));
        Assert.EndsWith(".", finding.Message);
        Assert.EndsWith(".", finding.Remedy);
        Assert.NotEqual(finding.Message, finding.Remedy);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void EveryCode_UsesNoWordThatFrightensOrBlames(FindingCode code)
    {
        var finding = Finding.Of(code, "", "", "", "");

        Assert.DoesNotMatch(HardWords(), finding.Message);
        Assert.DoesNotMatch(HardWords(), finding.Remedy);
    }

    [Fact]
    public void Message_WithArguments_NamesThemAsTheyAre()
    {
        var finding = Finding.Of(FindingCode.DeviceVolumeMissing, "data", "{0} <b>", "fast");

        Assert.Contains("{0} <b>", finding.Message);
        Assert.Contains("fast", finding.Message);
    }

    [Fact]
    public void WithRaw_LongerThanItsBound_IsCut()
    {
        var finding = Finding.Of(FindingCode.VolumeUnreadable).WithRaw(new string('x', 5000));

        Assert.Equal(4096, finding.Raw!.Length);
    }

    [GeneratedRegex(@"\b(abort|kill|fatal|invalid|force|orphan|import)", RegexOptions.IgnoreCase)]
    private static partial Regex HardWords();
}
