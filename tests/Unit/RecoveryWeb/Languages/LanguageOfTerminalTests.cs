using Recover.Web.Languages;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Languages;

public sealed class LanguageOfTerminalTests
{
    [Theory]
    [InlineData("LANG=ja_JP.UTF-8", "ja")]
    [InlineData("LANG=ja", "ja")]
    [InlineData("LANG=en_US.UTF-8", "en")]
    [InlineData("LANG=fr_FR.UTF-8", "en")]
    [InlineData("LANG=jav_ID.UTF-8", "en")]
    [InlineData("LANG=C", "en")]
    [InlineData("", "en")]
    [InlineData("LC_ALL=C LC_MESSAGES=ja_JP.UTF-8 LANG=ja_JP.UTF-8", "en")]
    [InlineData("LC_ALL= LC_MESSAGES=ja_JP.UTF-8 LANG=C", "ja")]
    [InlineData("TERM=linux LANG=ja_JP.UTF-8", "en")]
    [InlineData("TERM=xterm-256color LANG=ja_JP.UTF-8", "ja")]
    public void Choose_Environment_SaysWhichOne(string environment, string expected)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=')).ToDictionary(one => one[0], one => one[1]);

        Assert.Equal(expected, LanguageOfTerminal.Choose(["scan"], variables.GetValueOrDefault).Name);
    }

    [Fact]
    public void Choose_Json_IsEnglishForScripts() =>
        Assert.Equal(SpokenLanguages.English, LanguageOfTerminal.Choose(["scan", "--json"], _ => "ja_JP.UTF-8"));
}
