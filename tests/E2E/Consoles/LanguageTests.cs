using System.Globalization;
using System.Resources;
using Recover.Tests.E2E.Lab;

namespace Recover.Tests.E2E.Consoles;

/// <summary>The published file brings its languages itself: nothing of a language is installed where it runs.</summary>
public sealed class LanguageTests
{
    [Theory(Timeout = 300_000)]
    [Trait("group", "publish")]
    [InlineData("", "en")]
    [InlineData("LANG=C", "en")]
    [InlineData("LANG=ja_JP.UTF-8", "ja")]
    [InlineData("LC_ALL=ja_JP.UTF-8", "ja")]
    public async Task PublishedFile_EmptyEnvironment_SpeaksTheLanguageOfTheTerminal(string variable, string expected)
    {
        using var directory = new LabDirectory();
        var program = Path.Combine(directory.Make("alone"), "recover");
        File.Copy(LabPrograms.Recover, program);
        string[] environment = variable.Length == 0 ? ["-i"] : ["-i", variable];

        var help = await LabCommand.RunAsync("env", [.. environment, program, "--help"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains(Words(CliTexts.ResourceManager, nameof(CliTexts.Description), expected), Squeezed(help), StringComparison.Ordinal);
        Assert.Equal(["recover"], Directory.GetFileSystemEntries(directory.Of("alone")).Select(Path.GetFileName));
    }

    [Fact(Timeout = 300_000)]
    [Trait("group", "sample")]
    public async Task Console_LanguageChosenInTheFrame_ShowsTheSameStepOfTheSameCaseInIt()
    {
        using var directory = new LabDirectory();
        await using var console = await PublishedConsole.StartSampleAsync(directory, TestContext.Current.CancellationToken);
        await using var browser = await BrowserSession.OpenAsync();
        await browser.SignInAsync(console);
        var journey = new ConsoleJourney(browser);
        await journey.OpenCaseAsync(StartPageTexts.Practice);
        await journey.FindStorageAsync();
        await journey.LookInsideAsync();
        await journey.Button(QuestionsPageTexts.AcceptAll).WaitForAsync();
        var address = browser.Page.Url;

        await journey.Button(Words(SharedTexts.ResourceManager, nameof(SharedTexts.LanguageName), "ja")).ClickAsync();
        await browser.Page.Locator("html[lang=ja] header[data-live=true]").WaitForAsync();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
        await journey.AcceptProposalsAsync();
        await journey.ReadPlanAsync();
        Assert.Equal(address.Replace("/questions", "/plan", StringComparison.Ordinal), browser.Page.Url);
        await journey.Button(Words(SharedTexts.ResourceManager, nameof(SharedTexts.LanguageName), "en")).ClickAsync();
        await browser.Page.Locator("html[lang=en] header[data-live=true]").WaitForAsync();

        Assert.EndsWith("/plan", browser.Page.Url, StringComparison.Ordinal);
        Assert.Empty(browser.Problems);
    }

    private static string Words(ResourceManager area, string key, string language) => area.GetString(key, CultureInfo.GetCultureInfo(language))!;

    // Help is broken into lines by width.
    private static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
