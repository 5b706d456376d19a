using System.Net;
using System.Text.RegularExpressions;
using Recover.Web.Languages;
using Recover.Web.Texts;
using Xunit;

namespace Recover.Tests.Unit.RecoveryWeb.Languages;

public sealed partial class LanguageOfRequestTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("ja", null, "ja")]
    [InlineData("ja-JP,en;q=0.5", null, "ja")]
    [InlineData("en;q=0.4,ja;q=0.8", null, "ja")]
    [InlineData("ja;q=0,en", null, "en")]
    [InlineData("fr-FR,fr;q=0.9", null, "en")]
    [InlineData("not a header;;", null, "en")]
    [InlineData(null, null, "en")]
    [InlineData("en", "ja", "ja")]
    [InlineData("ja", "en", "en")]
    [InlineData("ja", "../../etc", "ja")]
    public async Task Page_BrowserAndChoice_SayInWhichLanguage(string? asked, string? chosen, string expected)
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);
        var headers = new List<(string, string)>();
        if (asked is not null)
        {
            headers.Add(("Accept-Language", asked));
        }

        if (chosen is not null)
        {
            headers.Add(("Cookie", $"{LanguageCookie.Name}={chosen}"));
        }

        var html = await ReadAsync(console, "/login", [.. headers]);

        Assert.Contains($"<html lang=\"{expected}\">", html, StringComparison.Ordinal);
        var words = LoginPageTexts.ResourceManager.GetString(nameof(LoginPageTexts.Code), SpokenLanguages.Find(expected))!;
        Assert.Contains(words, html, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Page_InOneLanguage_OffersTheOtherForTheSameAddress()
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);
        console.Workflow.Put(SampleCases.Planned());
        var cookie = await console.SignInForCookieAsync();

        var html = await ReadAsync(console, "/cases/1/plan", ("Cookie", cookie), ("Accept-Language", "ja"));

        Assert.Contains($"<input type=\"hidden\" name=\"next\" value=\"/cases/1/plan\"", html, StringComparison.Ordinal);
        Assert.Equal(["en"], LanguageButton().Matches(html).Select(match => match.Groups[1].Value));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("ja", "/cases/1/plan", "/cases/1/plan", true)]
    [InlineData("en", "/login?next=%2Fcases%2F1", "/login?next=%2Fcases%2F1", true)]
    [InlineData("ja", "//evil.example/", "/", true)]
    [InlineData("xx", "/cases/1/plan", "/cases/1/plan", false)]
    public async Task Choice_OfALanguage_IsKeptAndLeadsBack(string language, string next, string expected, bool kept)
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["language"] = language, ["next"] = next });

        using var response = await console.Client.PostAsync(LanguageEndpoints.Path, form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(expected, response.Headers.Location?.OriginalString);
        Assert.Equal(kept, response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Single().StartsWith($"{LanguageCookie.Name}={language};", StringComparison.Ordinal));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task Report_BrowserSays_InWhichLanguage(string language)
    {
        await using var console = await RunningConsole.StartAsync(TestContext.Current.CancellationToken);
        console.Workflow.Put(SampleCases.Planned());
        var cookie = await console.SignInForCookieAsync();

        var html = await ReadAsync(console, "/cases/1/report", ("Cookie", cookie), ("Accept-Language", language));

        Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(RunningConsole console, string path, params (string, string)[] headers)
    {
        using var response = await console.GetAsync(path, headers);
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex("<button[^>]*name=\"language\" value=\"([a-z]+)\"")]
    private static partial Regex LanguageButton();
}
