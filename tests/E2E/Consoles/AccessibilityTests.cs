using System.Globalization;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Consoles;

/// <summary>Every page of the practised journey, in both languages, light and dark, zoomed, narrow, with forced colours: WCAG 2.2 AA and readable.</summary>
public sealed class AccessibilityTests
{
    // Steps of the journey, and the pages beside it.
    private const int LeastPages = 14;

    [Theory(Timeout = 600_000)]
    [Trait("group", "sample")]
    [InlineData("english-light")]
    [InlineData("english-dark-zoomed")]
    [InlineData("japanese-light")]
    [InlineData("japanese-dark-narrow")]
    [InlineData("english-forced-colors")]
    public async Task Console_EveryPageOfTheJourney_CanBeReadByEverybody(string name)
    {
        var look = PageLook.All.Single(one => one.Name == name);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(look.Language);
        using var directory = new LabDirectory();
        await using var console = await PublishedConsole.StartSampleAsync(directory, TestContext.Current.CancellationToken);
        await using var browser = await BrowserSession.OpenAsync(look.Options());
        var proof = new PageProof(browser.Page, look);

        await browser.Page.GotoAsync(console.SignInAddress.Split('#')[0] + "?next=%2F");
        await proof.LookAsync("login");
        await browser.SignInAsync(console);
        var journey = new ConsoleJourney(browser)
        {
            Picture = async name =>
            {
                await proof.LookAsync(name);
                await browser.PictureAsync($"{look.Name}-{name}");
            },
        };
        await journey.LeadToEndAsync(StartPageTexts.Practice);
        await LookBesideAsync(browser, proof, new Uri(browser.Page.Url).AbsolutePath);

        Assert.True(proof.Problems.Count == 0, string.Join('\n', proof.Problems));
        Assert.All(browser.Problems, problem => Assert.EndsWith("/no-such-page", problem, StringComparison.Ordinal));
        Assert.True(proof.Pages >= LeastPages, $"{proof.Pages} pages were looked at");
    }

    /// <summary>By the keyboard alone one sees at each stop where one is.</summary>
    [Fact(Timeout = 600_000)]
    [Trait("group", "sample")]
    public async Task Console_KeyboardAlone_TheWholeWayCanBeGone()
    {
        using var directory = new LabDirectory();
        await using var console = await PublishedConsole.StartSampleAsync(directory, TestContext.Current.CancellationToken);
        await using var browser = await BrowserSession.OpenAsync();
        var hand = new KeyboardHand(browser.Page);
        await browser.SignInAsync(console);

        await new ConsoleJourney(browser) { Hand = hand }.LeadToEndAsync(StartPageTexts.Practice);

        Assert.True(hand.Unseen.Count == 0, string.Join('\n', hand.Unseen.Distinct()));
        Assert.Empty(browser.Problems);
    }

    private static async Task LookBesideAsync(BrowserSession browser, PageProof proof, string finished)
    {
        var home = finished[..finished.LastIndexOf('/')];
        foreach (var page in (string[])["storage", "scan", "questions", "plan", "recover"])
        {
            await browser.OpenLiveAsync($"{home}/{page}");
            await proof.LookAsync($"{page} afterwards");
        }

        await browser.OpenLiveAsync($"{home}/database");
        await proof.LookAsync("database");
        await browser.OpenLiveAsync("/");
        await browser.Page.Locator("details.senior > summary").ClickAsync();
        await proof.LookAsync("start with a case, help open");
        await browser.OpenLiveAsync("/no-such-page");
        await proof.LookAsync("no such page");
        await browser.Page.GotoAsync(browser.AddressOf($"{home}/report"));
        await proof.LookAsync("report");
    }
}
